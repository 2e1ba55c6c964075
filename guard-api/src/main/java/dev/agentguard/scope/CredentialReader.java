package dev.agentguard.scope;

import dev.agentguard.action.HttpCall;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds the credentials that a request carries: in {@code Authorization} of any scheme, in the header fields that are
 * named like keys, in cookies that carry a session, in the URL's user information, in query parameters and in what
 * signs a URL; in forms, and in what is sent to where tokens are issued. Stateless, safe for use by many threads; never
 * throws on hostile input.
 *
 * <p>One secret can be read in several forms (the password of Basic authentication, and the whole of it); each form is
 * returned, all with the same {@link Credential#where()}, so that {@link CredentialLedger} can recognise any of them.
 */
public final class CredentialReader {

    private static final Set<String> KEY_PARAMETERS =
            Set.of("access_token", "api_key", "apikey", "token", "key", "private_token", "auth_token");

    /** Of a signed URL, who signed it. The signature is no secret: a server hands such URLs out to be used. */
    private static final Set<String> SIGNERS = Set.of("x-amz-credential", "x-goog-credential", "awsaccesskeyid");

    private static final List<String> SESSIONS =
            List.of("sess", "sid", "auth", "token", "jwt", "login", "remember", "identity", "access");
    private static final int SHORTEST_SESSION = 12;
    private static final int MOST = 256;

    /** Creates a reader. */
    public CredentialReader() {}

    /**
     * Returns the credentials of a request.
     *
     * @param call the request
     * @return every form of every credential, by fingerprint and place; empty if the request carries none
     */
    public List<Credential> read(HttpCall call) {
        CredentialForms forms = new CredentialForms();
        int fields = 0;
        for (Map.Entry<String, List<String>> field : call.headers().entrySet()) {
            if (fields++ < MOST) {
                field.getValue().forEach(value -> header(field.getKey(), value, forms));
            }
        }
        url(call.url(), forms);
        CredentialBody.read(call, forms);
        return forms.credentials();
    }

    /** Reads a header field; false if it is none that carries a credential. */
    static boolean header(String name, String value, CredentialForms forms) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.equals("authorization")) {
            AuthorizationHeader.read(value, "header Authorization", forms);
        } else if (lower.equals("cookie")) {
            cookies(value, forms);
        } else if (!lower.startsWith("proxy-") && SecretName.test(name)) {
            forms.one(value.strip(), "header " + Shown.text(name));
        } else {
            return false;
        }
        return true;
    }

    private static void cookies(String value, CredentialForms forms) {
        for (String cookie : value.split(";", MOST)) {
            int equals = cookie.indexOf('=');
            String name = equals < 0 ? "" : cookie.substring(0, equals).strip();
            String content = cookie.substring(equals + 1).strip();
            if (content.length() >= SHORTEST_SESSION && isSession(name.toLowerCase(Locale.ROOT))) {
                forms.one(content, "cookie " + Shown.text(name));
            }
        }
    }

    static boolean isSession(String name) {
        return !name.contains("csrf")
                && !name.contains("xsrf")
                && SESSIONS.stream().anyMatch(name::contains);
    }

    static void url(String url, CredentialForms forms) {
        int fragment = url.indexOf('#');
        String withoutFragment = fragment < 0 ? url : url.substring(0, fragment);
        int question = withoutFragment.indexOf('?');
        userInformation(question < 0 ? withoutFragment : withoutFragment.substring(0, question), forms);
        if (question >= 0 && withoutFragment.length() - question <= CredentialForms.LONGEST * 4) {
            parameters(withoutFragment.substring(question + 1), "query parameter ", forms);
        }
    }

    /** Reads {@code name=value&name=value}. */
    static void parameters(String text, String where, CredentialForms forms) {
        for (String parameter : text.split("[&;]", MOST)) {
            int equals = parameter.indexOf('=');
            if (equals <= 0) {
                continue;
            }
            String name = decoded(parameter.substring(0, equals)).toLowerCase(Locale.ROOT);
            String value = decoded(parameter.substring(equals + 1));
            if (SIGNERS.contains(name)) {
                int slash = value.indexOf('/');
                forms.one(slash < 0 ? value : value.substring(0, slash), where + name);
            } else if (KEY_PARAMETERS.contains(name) || SecretName.test(name)) {
                forms.one(value, where + Shown.text(name));
            }
        }
    }

    private static void userInformation(String url, CredentialForms forms) {
        int authority = url.indexOf("//");
        if (authority < 0) {
            return;
        }
        int slash = url.indexOf('/', authority + 2);
        int at = url.lastIndexOf('@', slash < 0 ? url.length() : slash);
        if (at > authority) {
            AuthorizationHeader.pair(
                    decoded(url.substring(authority + 2, at).replace("+", "%2B")),
                    forms.place("user information of the url"),
                    forms);
        }
    }

    static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
