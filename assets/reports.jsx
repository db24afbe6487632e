/** A form whose fields go to `onSay` as a list of texts, in the order of `names`, and are empty again unless it `keeps`. */
export function SayForm({ names, keeps, onSay, children, ...rest }) {
  const submit = (event) => {
    event.preventDefault();
    const said = new FormData(event.target);
    onSay(names.map((name) => String(said.get(name) ?? "").slice(0, 1000)));
    if (!keeps) event.target.reset();
  };
  return (
    <form onSubmit={submit} {...rest}>
      {children}
    </form>
  );
}
