// A certified OpenID provider for tests. Whoever signs in as NAME has the e-mail NAME; "unverified:" before it says
// that the provider does not vouch for it. PKCE is required. Started as: node provider.mjs PORT REDIRECT_URI
import { Provider } from "oidc-provider";

const [port, redirect] = process.argv.slice(2);
const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [
    {
      client_id: "danceai-tests",
      client_secret: "a-secret-of-the-tests",
      redirect_uris: [redirect],
      token_endpoint_auth_method: "client_secret_post",
    },
  ],
  pkce: { required: () => true },
  conformIdTokenClaims: false,
  claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
  features: { devInteractions: { enabled: true } },
  async findAccount(context, id) {
    const verified = !id.startsWith("unverified:");
    const email = id.replace("unverified:", "");
    return { accountId: id, claims: async () => ({ sub: id, email, email_verified: verified, name: email }) };
  },
});
provider.listen(Number(port), "127.0.0.1", () => console.log("listening"));
