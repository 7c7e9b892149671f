const words = {
  title: "Couples",
  context: "Who dances in your studio, and who trains them.",
  couple: "Couple",
  lead: "Lead",
  follow: "Follow",
  tier: "Tier",
  tierWhy: "As your federation puts them",
  level: "Level",
  levelWhy: "As the couple says itself",
  computed: "Level by scores",
  levels: { world_open_final: "World Open final", world_open_semi_final: "World Open semi-final" },
  dances: "Dances",
  dance: "Dance",
  dancesWhy: "None chosen: all of them",
  trainers: "Trainers",
  trainer: "Trainer",
  trainersWhy: "They see the couple and may upload for it.",
  noTrainer: "no trainer yet",
  search: "Search a name",
  empty: "No couple yet",
  emptyNext: "Register the first couple; then it can be recorded, and people can be given to it.",
  emptyAsk: "No couple has been given to you. Ask an admin of your studio.",
  register: "Register couple",
  registered: "{{couple}} are registered.",
  edit: "Edit",
  people: "Trainers and accounts",
  accountOf: "Account of {{name}}",
  noAccount: "none",
  accountsWhy: "Whoever signs in with this account sees the couple's results. Invite dancers and trainers under Users.",
  notBoth: "Nobody can be lead and follow at once.",
  nobodyYet: "Nobody is there yet. Invite them under Users.",
  signIn: "Can sign in",
  nobody: "nobody yet",
  notSaid: "not said",
  notYet: "after the first analysis",
  fresh: "New analysis",
} as const;

export default words;

declare module "i18next" {
  interface ResourceNamespaceMap {
    couples: typeof words;
  }
}
