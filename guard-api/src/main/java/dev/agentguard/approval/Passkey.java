package dev.agentguard.approval;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A passkey of an approver: a credential of Web Authentication whose private half never leaves the approver's device.
 * Immutable, safe for use by many threads.
 *
 * @param origin the page that it was made on and alone answers for, such as {@code http://localhost:8787}
 * @param id the credential's id, in Base64 for URLs
 * @param key the public half
 * @see <a href="https://www.w3.org/TR/webauthn-3/">Web Authentication Level 3</a>
 */
public record Passkey(String origin, String id, PublicKey key) {

    static final String PREFIX = "passkey:";

    private static final int LONGEST = 2_000;
    private static final int CURVE_BITS = 256;
    private static final int SHORTEST_RSA = 2_048;
    // an origin holds colons of its own; an id and a key do not
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,1400}");
    private static final Pattern ORIGIN =
            Pattern.compile("http://localhost(:[0-9]{1,5})?|https://[a-z0-9.-]{1,253}(:[0-9]{1,5})?");
    private static final List<String> ALGORITHMS = List.of("EC", Ed25519.NAME, "RSA");

    /**
     * Reads a passkey as the console prints it.
     *
     * @param text {@code passkey:}, the origin, the credential's id and its SubjectPublicKeyInfo in Base64, with colons
     *     between them
     * @return the passkey
     * @throws IllegalArgumentException if it is none
     */
    public static Passkey parse(String text) {
        int beforeKey = text.lastIndexOf(':');
        int beforeId = text.lastIndexOf(':', beforeKey - 1);
        if (!text.startsWith(PREFIX) || text.length() > LONGEST || beforeId < PREFIX.length()) {
            throw new IllegalArgumentException(
                    "a passkey is `" + PREFIX + "` with its origin, its id and its key, with colons between them");
        }
        String origin = text.substring(PREFIX.length(), beforeId);
        String id = text.substring(beforeId + 1, beforeKey);
        if (!ORIGIN.matcher(origin).matches()) {
            throw new IllegalArgumentException(
                    "`" + Legible.shortened(origin)
                            + "` is no origin of a passkey; it is `https://` and a host, or `http://localhost`, and maybe a port");
        }
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("`" + Legible.shortened(id) + "` is no id of a passkey");
        }
        return new Passkey(origin, id, key(text.substring(beforeKey + 1)));
    }

    private static PublicKey key(String base64) {
        byte[] encoded = Base64.getDecoder().decode(base64);
        for (String algorithm : ALGORITHMS) {
            try {
                PublicKey key = KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(encoded));
                if (key instanceof ECPublicKey curve
                        && curve.getParams().getCurve().getField().getFieldSize() != CURVE_BITS) {
                    throw new IllegalArgumentException("the passkey's curve is not P-256");
                }
                if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() < SHORTEST_RSA) {
                    throw new IllegalArgumentException(
                            "the passkey's RSA key is shorter than " + SHORTEST_RSA + " bits");
                }
                return key;
            } catch (GeneralSecurityException e) {
                // another kind of key, then
            }
        }
        throw new IllegalArgumentException("no public key of a passkey: neither of P-256 nor Ed25519 nor RSA");
    }

    /**
     * Returns the part of the origin that browsers call the relying party's id.
     *
     * @return the host
     */
    public String host() {
        int start = origin.indexOf("//") + 2;
        int port = origin.indexOf(':', start);
        return origin.substring(start, port < 0 ? origin.length() : port);
    }

    /**
     * Returns whether an assertion answers a challenge: made by this passkey, on its own page, by a human whom the device
     * has recognised.
     *
     * @param assertion what the browser returned
     * @param challenge what it had to answer
     * @return true if it does; what cannot be read does not
     */
    public boolean answers(PasskeyAssertion assertion, byte[] challenge) {
        return assertion.isFor(this, challenge) && assertion.isSignedBy(key);
    }

    @Override
    public String toString() {
        return PREFIX + origin + ":" + id + ":" + Base64.getEncoder().encodeToString(key.getEncoded());
    }
}
