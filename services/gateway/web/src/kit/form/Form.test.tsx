import { TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { fireEvent, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { Refused } from "@/api/client";
import { show } from "@/testing/show";
import { Form } from "./Form";
import { useRules } from "./rules";

const sent: string[] = [];

function Page() {
  const rules = useRules();
  const save = useMutation({
    mutationFn: async (email: string) => {
      sent.push(email);
      throw new Refused("That address has an account already.", 409, "conflict");
    },
  });
  const form = useForm({ initialValues: { email: "" }, validate: { email: rules.email } });
  return (
    <Form form={form} save={save} send={({ email }) => save.mutate(email)} label="Invite">
      <TextInput label="E-mail" {...form.getInputProps("email")} />
    </Form>
  );
}

it("says beside the field what is wrong, sends nothing, and goes to the field", async () => {
  show(Page);
  fireEvent.click(await screen.findByRole("button", { name: "Invite" }));
  const field = await screen.findByLabelText("E-mail");
  expect(await screen.findByText("This is not an e-mail address.")).toBeTruthy();
  expect(field.getAttribute("aria-invalid")).toBe("true");
  expect(document.activeElement).toBe(field);
  expect(sent).toEqual([]);
});

it("says what the server has refused in its words", async () => {
  show(Page);
  fireEvent.change(await screen.findByLabelText("E-mail"), { target: { value: "max@demo.example" } });
  fireEvent.click(screen.getByRole("button", { name: "Invite" }));
  expect((await screen.findByRole("alert")).textContent).toBe("That address has an account already.");
  expect(sent).toEqual(["max@demo.example"]);
});
