package dev.agentguard.scope;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects the credentials of one action, each form of one once. Forms of one secret have one place, and two secrets
 * never have: what is declared must not speak for what stands beside it. Bounded. Not safe for use by threads.
 */
final class CredentialForms {

    static final int LONGEST = 16 * 1024;
    /** More than any server accepts, so that nothing hides behind many others. */
    private static final int MOST = 512;

    private final Map<String, Credential> forms = new LinkedHashMap<>();
    private final Map<String, Integer> places = new LinkedHashMap<>(4);

    /** A place for one more secret, told from those that were read at the same. */
    String place(String where) {
        int number = places.size() > MOST ? MOST : places.merge(where, 1, Integer::sum);
        return number == 1 ? where : where + " (" + number + ")";
    }

    /** Adds a secret of its own. */
    void one(String secret, String where) {
        if (isSecret(secret)) {
            add(secret, place(where));
        }
    }

    /** Adds a form of the secret at a place. */
    void add(String secret, String place) {
        if (isSecret(secret)) {
            add(Credential.of(secret, place));
        }
    }

    void add(Credential credential) {
        if (forms.size() < MOST) {
            forms.putIfAbsent(credential.where() + "\n" + credential.fingerprint(), credential);
        }
    }

    private static boolean isSecret(String text) {
        return !text.isEmpty() && text.length() <= LONGEST;
    }

    List<Credential> credentials() {
        return forms.isEmpty() ? List.of() : List.copyOf(forms.values());
    }
}
