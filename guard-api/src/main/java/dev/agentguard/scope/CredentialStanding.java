package dev.agentguard.scope;

import org.jspecify.annotations.Nullable;

/**
 * What is known of the credential an action carries.
 *
 * @param credential the credential
 * @param declared the declaration it belongs to, or null if nobody declared it
 * @param seenIn the tool whose result first showed it to the model, or null if it was never seen there
 */
public record CredentialStanding(
        Credential credential,
        @Nullable DeclaredCredential declared,
        @Nullable String seenIn) {

    /**
     * Returns whether the model came upon this credential by itself.
     *
     * @return true if nobody handed it out and a tool result showed it
     */
    public boolean found() {
        return declared == null && seenIn != null;
    }
}
