package dev.agentguard.scope;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A credential that an action carries; never the secret itself.
 *
 * @param fingerprint {@code sha256:} and the digest of the secret in lower-case hex
 * @param hint the last four characters behind an ellipsis, for people; only an ellipsis for short secrets
 * @param where the place it was read, for example {@code header Authorization}
 * @param login the name it is known by if the secret does not show, or null
 */
public record Credential(
        String fingerprint,
        String hint,
        String where,
        @Nullable Login login) {

    /** Shorter secrets could be guessed from a hint, and are no use as a mark in text. */
    static final int SHORTEST_WITH_HINT = 12;

    private static final int HINT_LENGTH = 4;

    /**
     * Returns what may be kept of a secret.
     *
     * @param secret the secret; not kept
     * @param where the place it was read
     * @return its fingerprint and hint
     */
    public static Credential of(String secret, String where) {
        String fingerprint = "sha256:" + HexFormat.of().formatHex(digest(secret));
        return new Credential(fingerprint, hint(secret), where);
    }

    /**
     * Creates one of a secret.
     *
     * @param fingerprint {@code sha256:} and the digest of the secret in lower-case hex
     * @param hint the last four characters behind an ellipsis
     * @param where the place it was read
     */
    public Credential(String fingerprint, String hint, String where) {
        this(fingerprint, hint, where, null);
    }

    /**
     * Returns the credential behind a login whose secret does not show.
     *
     * @param login the login
     * @param where the place it was read
     * @return the credential, told from others by the login
     */
    public static Credential of(Login login, String where) {
        Credential name = of(login.system() + ":" + login, where);
        return new Credential(name.fingerprint(), Shown.text(login.toString()), where, login);
    }

    /**
     * Returns what it is called in messages.
     *
     * @return {@code token `…k3f9`} or {@code user `app_rw@db.internal`}
     */
    public String shown() {
        return (login == null ? "token `" : "user `") + hint + "`";
    }

    static byte[] digest(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private static String hint(String secret) {
        if (secret.length() < SHORTEST_WITH_HINT) {
            return "…";
        }
        StringBuilder hint = new StringBuilder("…");
        for (char c : secret.substring(secret.length() - HINT_LENGTH).toCharArray()) {
            hint.append(c > ' ' && c < 0x7f ? c : '?');
        }
        return hint.toString();
    }
}
