package dev.agentguard.audit;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names behind which a secret stands: of arguments, fields, flags and header fields. */
final class SecretNames {

    private static final List<String> PARTS = List.of(
            "password",
            "passwd",
            "passphrase",
            "pwd",
            "secret",
            "token",
            "credential",
            "apikey",
            "accesskey",
            "privatekey",
            "authorization",
            "cookie",
            "bearer",
            "signature");

    private static final Set<String> WHOLE = Set.of("auth", "sig", "pass", "pin", "otp", "pw", "identified", "basic");

    private SecretNames() {}

    static boolean test(String name) {
        String plain = plain(name);
        if (WHOLE.contains(plain)) {
            return true;
        }
        for (String part : PARTS) {
            if (plain.contains(part)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether everything up to the end of the line belongs to the secret. */
    static boolean holdsWholeLine(String name) {
        String plain = plain(name);
        return plain.endsWith("authorization") || plain.endsWith("cookie");
    }

    private static String plain(String name) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < name.length() && plain.length() < 200; i++) {
            char c = name.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                plain.append(c);
            }
        }
        return plain.toString().toLowerCase(Locale.ROOT);
    }
}
