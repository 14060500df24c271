// Forms that ask the browser for a passkey: the button appears where the browser can, and sending the form first asks the device. The server judges
// what it answers; this file only carries it.
document.querySelectorAll("[data-app-passkey]").forEach((part) => {
  const form = part.closest("form");
  if (!form || !window.PublicKeyCredential?.parseRequestOptionsFromJSON) return;
  const failed = form.querySelector("[data-app-passkey-failed]");
  part.hidden = false;
  form.querySelector("[data-app-passkey-without]").hidden = true;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    failed.textContent = "";
    try {
      const options = JSON.parse(part.dataset.appOptions);
      const credential = part.dataset.appPasskey === "create"
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
      form.querySelector("[name='Passkey.Credential']").value = JSON.stringify(credential);
      form.submit();
    } catch (error) {
      failed.textContent = error.name === "InvalidStateError"
        ? "This device has a passkey for your account already."
        : "The passkey was not used. You can try again, or go on another way.";
    }
  });
});
