// Asks the server; an answer that is no success becomes an Error whose message is for the person.

const read = async (answer) => {
  let body = null;
  try { body = await answer.json(); } catch { /* a refusal at the gate is plain text */ }
  if (!answer.ok) throw new Error(body?.error || (answer.status === 403
    ? "The review was ended or started anew: open the address that minutebook review printed."
    : `The server answered ${answer.status}.`));
  return body;
};

const ask = async (path, query, more) => {
  const address = new URL(path, location.origin);
  for (const [name, value] of Object.entries(query || {})) if (value !== "" && value !== null) address.searchParams.set(name, value);
  let answer;
  try { answer = await fetch(address, more); } catch { throw new Error("Nothing was saved: the server does not answer. Is minutebook review still running?"); }
  return read(answer);
};

export const get = (path, query) => ask(path, query);
// The body counts what the server took, so that whoever drives the page can tell one saving from the next.
export const post = async (path, query, body) => {
  const answer = await ask(path, query, {
    method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body),
  });
  document.body.dataset.saves = String(Number(document.body.dataset.saves || 0) + 1);
  return answer;
};
