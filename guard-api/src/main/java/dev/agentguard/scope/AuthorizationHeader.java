package dev.agentguard.scope;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;

/** Reads {@code Authorization} of any scheme, and pairs of user and password. */
final class AuthorizationHeader {

    private static final int MOST = 32;
    private static final Set<String> PARAMETERS =
            Set.of("token", "access_token", "api_key", "apikey", "key", "secret", "credential");

    private AuthorizationHeader() {}

    static void read(String value, String where, CredentialForms forms) {
        String stripped = value.strip();
        if (stripped.isEmpty()) {
            return;
        }
        int end = 0;
        while (end < stripped.length() && !Character.isWhitespace(stripped.charAt(end))) {
            end++;
        }
        String place = forms.place(where);
        if (end == stripped.length()) {
            forms.add(stripped, place);
            return;
        }
        String scheme = stripped.substring(0, end);
        String rest = stripped.substring(end).strip();
        forms.add(rest, place);
        if (scheme.equalsIgnoreCase("Basic")) {
            pair(decoded(rest), place, forms);
        } else if (rest.indexOf('=') >= 0) {
            parameters(rest, where, place, forms);
        }
        JsonWebToken.read(rest, place, forms);
    }

    /** Reads {@code token="…"} and {@code Credential=AKIA…/date/…}; realms, signed header names and so on are no keys. */
    private static void parameters(String rest, String where, String first, CredentialForms forms) {
        String place = first;
        for (String parameter : rest.split(",", MOST)) {
            int equals = parameter.indexOf('=');
            if (equals > 0
                    && PARAMETERS.contains(
                            parameter.substring(0, equals).strip().toLowerCase(Locale.ROOT))) {
                String value = parameter.substring(equals + 1).strip().replace("\"", "");
                int slash = value.indexOf('/');
                forms.add(slash < 0 ? value : value.substring(0, slash), place);
                forms.add(value, place);
                place = forms.place(where);
            }
        }
    }

    /** Reads {@code user:password}. */
    static void pair(String pair, String place, CredentialForms forms) {
        forms.add(pair, place);
        int colon = pair.indexOf(':');
        if (colon < 0) {
            return;
        }
        String password = pair.substring(colon + 1);
        forms.add(password, place);
        if (password.length() < Credential.SHORTEST_WITH_HINT || password.equals("x-oauth-basic")) {
            // Then the user name is the key. Beside a real password it is only a name, which any text may show.
            forms.add(pair.substring(0, colon), place);
        }
    }

    /** Reads the base64 of {@code user:password}. */
    static void basic(String encoded, String place, CredentialForms forms) {
        pair(decoded(encoded), place, forms);
    }

    private static String decoded(String text) {
        if (text.length() > CredentialForms.LONGEST) {
            return "";
        }
        try {
            return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
