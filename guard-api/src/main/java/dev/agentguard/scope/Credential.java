package dev.agentguard.scope;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A credential that an action carries; never the secret itself.
 *
 * @param fingerprint {@code sha256:} and the digest of the secret in lower-case hex
 * @param hint the last four characters behind an ellipsis, for people; only an ellipsis for short secrets
 * @param where the place it was read, for example {@code header Authorization}
 */
public record Credential(String fingerprint, String hint, String where) {

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
