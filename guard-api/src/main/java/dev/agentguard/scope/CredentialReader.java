package dev.agentguard.scope;

import dev.agentguard.action.HttpCall;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds the credentials that a request carries: in {@code Authorization} of any scheme, in the header fields that
 * providers use for keys, in the URL's user information and in query parameters. Stateless, safe for use by many
 * threads; never throws on hostile input.
 *
 * <p>One secret can be read in several forms (the password of Basic authentication, and the whole of it); each form is
 * returned, all with the same {@link Credential#where()}, so that {@link CredentialLedger} can recognise any of them.
 */
public final class CredentialReader {

    private static final List<String> KEY_HEADERS = List.of(
            "Project-Access-Token",
            "X-Api-Key",
            "Api-Key",
            "X-Auth-Token",
            "PRIVATE-TOKEN",
            "X-Access-Token",
            "X-Api-Token",
            "X-Goog-Api-Key",
            "X-Vault-Token",
            "DD-API-KEY");
    private static final Set<String> KEY_PARAMETERS =
            Set.of("access_token", "api_key", "apikey", "token", "key", "private_token", "auth_token");
    private static final Set<String> SCHEME_PARAMETERS =
            Set.of("token", "access_token", "api_key", "apikey", "key", "secret", "credential");
    private static final int MOST = 32;
    private static final int LONGEST = 16 * 1024;

    /** Creates a reader. */
    public CredentialReader() {}

    /**
     * Returns the credentials of a request.
     *
     * @param call the request
     * @return every form of every credential, by fingerprint and place; empty if the request carries none
     */
    public List<Credential> read(HttpCall call) {
        Found found = new Found();
        for (String value : call.header("Authorization")) {
            readAuthorization(value, found);
        }
        for (String header : KEY_HEADERS) {
            for (String value : call.header(header)) {
                found.add(value.strip(), "header " + header);
            }
        }
        readUrl(call.url(), found);
        return found.credentials();
    }

    private static void readAuthorization(String value, Found found) {
        String where = "header Authorization";
        String stripped = value.strip();
        int end = 0;
        while (end < stripped.length() && !Character.isWhitespace(stripped.charAt(end))) {
            end++;
        }
        if (end == stripped.length()) {
            found.add(stripped, where);
            return;
        }
        String scheme = stripped.substring(0, end);
        String rest = stripped.substring(end).strip();
        found.add(rest, where);
        if (scheme.equalsIgnoreCase("Basic")) {
            readPair(decodeBase64(rest), where, found);
        } else {
            readSchemeParameters(rest, where, found);
        }
    }

    /** Reads {@code token="…"} and {@code Credential=AKIA…/date/…}; realms, signed header names and so on are no keys. */
    private static void readSchemeParameters(String rest, String where, Found found) {
        for (String parameter : rest.split(",", MOST)) {
            int equals = parameter.indexOf('=');
            if (equals > 0
                    && SCHEME_PARAMETERS.contains(
                            parameter.substring(0, equals).strip().toLowerCase(Locale.ROOT))) {
                String value = parameter.substring(equals + 1).strip().replace("\"", "");
                int slash = value.indexOf('/');
                found.add(slash < 0 ? value : value.substring(0, slash), where);
                found.add(value, where);
            }
        }
    }

    private static void readPair(String pair, String where, Found found) {
        found.add(pair, where);
        int colon = pair.indexOf(':');
        if (colon < 0) {
            return;
        }
        String password = pair.substring(colon + 1);
        found.add(password, where);
        if (password.length() < Credential.SHORTEST_WITH_HINT || password.equals("x-oauth-basic")) {
            // Then the user name is the key. Beside a real password it is only a name, which any text may show.
            found.add(pair.substring(0, colon), where);
        }
    }

    private static String decodeBase64(String text) {
        if (text.length() > LONGEST) {
            return "";
        }
        try {
            return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static void readUrl(String url, Found found) {
        int fragment = url.indexOf('#');
        String withoutFragment = fragment < 0 ? url : url.substring(0, fragment);
        int question = withoutFragment.indexOf('?');
        readUserInformation(question < 0 ? withoutFragment : withoutFragment.substring(0, question), found);
        if (question < 0 || withoutFragment.length() - question > LONGEST * 4) {
            return;
        }
        for (String parameter : withoutFragment.substring(question + 1).split("[&;]", 256)) {
            int equals = parameter.indexOf('=');
            if (equals > 0) {
                String name = decodeUrl(parameter.substring(0, equals)).toLowerCase(Locale.ROOT);
                if (KEY_PARAMETERS.contains(name)) {
                    found.add(decodeUrl(parameter.substring(equals + 1)), "query parameter " + name);
                }
            }
        }
    }

    private static void readUserInformation(String url, Found found) {
        int authority = url.indexOf("//");
        if (authority < 0) {
            return;
        }
        int slash = url.indexOf('/', authority + 2);
        int at = url.lastIndexOf('@', slash < 0 ? url.length() : slash);
        if (at > authority) {
            readPair(
                    decodeUrl(url.substring(authority + 2, at).replace("+", "%2B")),
                    "user information of the url",
                    found);
        }
    }

    private static String decodeUrl(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /** Collects credentials, bounded, each form of a place once. */
    private static final class Found {
        private final Map<String, Credential> byPlaceAndFingerprint = new LinkedHashMap<>();

        void add(String secret, String where) {
            if (secret.isEmpty() || secret.length() > LONGEST || byPlaceAndFingerprint.size() >= MOST) {
                return;
            }
            Credential credential = Credential.of(secret, where);
            byPlaceAndFingerprint.putIfAbsent(where + "\n" + credential.fingerprint(), credential);
        }

        List<Credential> credentials() {
            return List.copyOf(new ArrayList<>(byPlaceAndFingerprint.values()));
        }
    }
}
