package dev.agentguard.scope;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What servers issued, by fingerprint; the oldest go first. Safe for use by many threads. */
final class IssuedCredentials {

    private static final int MOST = 10_000;

    private final Map<Print, Parent> parents = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Print, Parent> eldest) {
            return size() > MOST;
        }
    };

    /** Where an issued credential's standing comes from. */
    record Parent(
            Issue issue,
            @Nullable DeclaredCredential declared,
            @Nullable String seenIn) {}

    synchronized void add(
            Credential secret, @Nullable CredentialStanding parent, String by, @Nullable Instant expires) {
        Print print = Print.of(secret.fingerprint());
        if (print == null) {
            return;
        }
        DeclaredCredential declared = parent == null ? null : parent.declared();
        Issue issue = new Issue(by, parent == null ? null : parent.credential(), expires);
        String seenIn = parent != null && parent.found() ? parent.seenIn() : null;
        parents.putIfAbsent(print, new Parent(issue, declared == null ? null : declared.until(expires), seenIn));
    }

    synchronized @Nullable Parent parent(Credential credential) {
        Print print = Print.of(credential.fingerprint());
        return print == null ? null : parents.get(print);
    }
}
