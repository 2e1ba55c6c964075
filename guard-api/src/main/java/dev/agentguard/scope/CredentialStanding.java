package dev.agentguard.scope;

import org.jspecify.annotations.Nullable;

/**
 * What is known of the credential an action carries.
 *
 * @param credential the credential
 * @param declared the declaration it belongs to, its own or that of the credential it was issued for, or null if nobody
 *     declared it
 * @param seenIn the tool whose result first showed it, or what it was issued for, to the model, or null if it was never
 *     seen there
 * @param issued how it came to be, or null if it was not seen to be issued
 */
public record CredentialStanding(
        Credential credential,
        @Nullable DeclaredCredential declared,
        @Nullable String seenIn,
        @Nullable Issue issued) {

    /**
     * Creates the standing of a credential that was not seen to be issued.
     *
     * @param credential the credential
     * @param declared its declaration, or null
     * @param seenIn the tool whose result first showed it to the model, or null
     */
    public CredentialStanding(Credential credential, @Nullable DeclaredCredential declared, @Nullable String seenIn) {
        this(credential, declared, seenIn, null);
    }

    /**
     * Returns whether the model came upon this credential by itself.
     *
     * @return true if nobody handed it out and a tool result showed it
     */
    public boolean found() {
        return declared == null && seenIn != null;
    }
}
