package dev.agentguard.scope;

import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.effect.Command;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the credentials that a server issued in an answer. Looks only at answers to requests for one, and at answers
 * that have the form of RFC 6749, section 5.1. Stateless; never throws on hostile input.
 */
public final class IssuedTokens {

    private static final int LARGEST = 256 * 1024;
    private static final int MULTIPLE_CHOICES = 300;
    private static final int BAD_REQUEST = 400;
    private static final List<String> SIGN_IN = List.of("login", "signin", "sign_in", "sign-in", "session", "/auth");

    private IssuedTokens() {}

    /**
     * What was issued.
     *
     * @param secrets what was issued, every form
     * @param expires when it ends as the answer says, or null
     */
    public record Issued(List<Credential> secrets, @Nullable Instant expires) {

        /** Copies the list. */
        public Issued {
            secrets = List.copyOf(secrets);
        }
    }

    /**
     * Returns whether a request asks for a credential.
     *
     * @param call the request
     * @return true if its answer is worth looking at whatever its form
     */
    public static boolean areAskedForBy(HttpCall call) {
        return TokenEndpoint.issues(call);
    }

    /**
     * Returns whether a program asks for a credential and prints it.
     *
     * @param command the program
     * @return true for {@code aws sts assume-role}, {@code vault write auth/approle/login} and their like
     */
    public static boolean areAskedForBy(Command command) {
        List<String> words = command.arguments().stream()
                .map(word -> word.text().toLowerCase(Locale.ROOT))
                .filter(word -> !word.startsWith("-"))
                .toList();
        return switch (command.program()) {
            case "aws" ->
                words.contains("sts")
                        && words.stream()
                                .anyMatch(word -> word.startsWith("assume-role")
                                        || word.equals("get-session-token")
                                        || word.equals("get-federation-token"));
            case "vault", "bao" ->
                words.stream().anyMatch(word -> word.contains("/login") || word.contains("/creds/"))
                        || words.contains("login")
                        || (words.contains("token") && words.contains("create"));
            case "kubectl", "oc" -> words.contains("create") && words.contains("token");
            default -> false;
        };
    }

    /**
     * Returns the host that is asked, for messages.
     *
     * @param call the request
     * @return its host and port, empty if the URL has none
     */
    public static String host(HttpCall call) {
        return Shown.text(TokenEndpoint.host(call));
    }

    /**
     * Reads an answer to a request.
     *
     * @param call the request
     * @param status the answer's status code
     * @param headers the answer's header fields
     * @param body the answer's content
     * @param now the time, from which lifetimes count
     * @return what was issued, or null if nothing was
     */
    public static @Nullable Issued read(
            HttpCall call, int status, Map<String, List<String>> headers, Body body, Instant now) {
        if (status < 200 || status >= BAD_REQUEST) {
            return null;
        }
        CredentialForms forms = new CredentialForms();
        boolean asked = TokenEndpoint.issues(call);
        cookies(call, asked, headers, forms);
        IssuedFields fields = new IssuedFields(forms, now);
        boolean look = asked || call.method().equalsIgnoreCase("POST");
        if (look && status < MULTIPLE_CHOICES && body.size() > 0 && body.size() <= LARGEST) {
            fields.text(body.text(), asked);
        }
        return issued(forms, fields);
    }

    /**
     * Reads the text that a tool or a program made of an answer: the answer itself, also with its header fields in front
     * or inside of JSON.
     *
     * @param text the text
     * @param now the time, from which lifetimes count
     * @return what was issued, or null if nothing was
     */
    public static @Nullable Issued read(String text, Instant now) {
        CredentialForms forms = new CredentialForms();
        IssuedFields fields = new IssuedFields(forms, now);
        fields.text(text.length() > LARGEST ? text.substring(0, LARGEST) : text, true);
        return issued(forms, fields);
    }

    private static @Nullable Issued issued(CredentialForms forms, IssuedFields fields) {
        List<Credential> secrets = forms.credentials();
        return secrets.isEmpty() ? null : new Issued(secrets, fields.expires());
    }

    /** A session that is set where somebody signs in. */
    private static void cookies(
            HttpCall call, boolean asked, Map<String, List<String>> headers, CredentialForms forms) {
        String url = call.url().toLowerCase(Locale.ROOT);
        if (!asked && SIGN_IN.stream().noneMatch(url::contains)) {
            return;
        }
        Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        fields.putAll(headers);
        for (String value : fields.getOrDefault("Set-Cookie", List.of())) {
            int equals = value.indexOf('=');
            int end = value.indexOf(';', Math.max(equals, 0));
            String name = equals < 0 ? "" : value.substring(0, equals).strip();
            if (CredentialReader.isSession(name.toLowerCase(Locale.ROOT))) {
                forms.one(
                        value.substring(equals + 1, end < 0 ? value.length() : end)
                                .strip(),
                        "cookie");
            }
        }
    }
}
