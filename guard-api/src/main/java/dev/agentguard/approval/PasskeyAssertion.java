package dev.agentguard.approval;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;

/**
 * What a browser returns when a human uses a passkey. Its parts are kept as they came: they are what was signed.
 *
 * @param authenticatorData what the device says: for which host, and whether it recognised its owner
 * @param clientData what the browser says, in JSON: which page asked, and with which challenge
 * @param signature the device's signature over both
 * @see <a href="https://www.w3.org/TR/webauthn-3/#sctn-verifying-assertion">Web Authentication Level 3, 7.2</a>
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record PasskeyAssertion(byte[] authenticatorData, byte[] clientData, byte[] signature) {

    static final String PREFIX = "webauthn:";

    private static final int LONGEST = 8_000;
    private static final int HASH = 32;
    private static final int SMALLEST = HASH + 5;
    private static final int USER_PRESENT = 1;
    private static final int USER_VERIFIED = 4;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(10)
                    .maxStringLength(LONGEST)
                    .build())
            .build());

    /**
     * Reads an assertion from one line.
     *
     * @param text what {@link #toString} returned
     * @return the assertion
     * @throws IllegalArgumentException if it is none
     */
    public static PasskeyAssertion parse(String text) {
        int first = text.indexOf('.');
        int second = text.indexOf('.', first + 1);
        if (!text.startsWith(PREFIX) || text.length() > LONGEST || first < 0 || second < 0) {
            throw new IllegalArgumentException("no assertion of a passkey");
        }
        return new PasskeyAssertion(
                decoded(text.substring(PREFIX.length(), first)),
                decoded(text.substring(first + 1, second)),
                decoded(text.substring(second + 1)));
    }

    private static byte[] decoded(String part) {
        return Base64.getUrlDecoder().decode(part);
    }

    boolean isFor(Passkey passkey, byte[] challenge) {
        if (authenticatorData.length < SMALLEST) {
            return false;
        }
        int flags = authenticatorData[HASH];
        byte[] host = Arrays.copyOf(authenticatorData, HASH);
        return MessageDigest.isEqual(host, sha256(passkey.host().getBytes(StandardCharsets.UTF_8)))
                && (flags & USER_PRESENT) != 0
                && (flags & USER_VERIFIED) != 0
                && isAsked(passkey.origin(), challenge);
    }

    private boolean isAsked(String origin, byte[] challenge) {
        try {
            JsonNode said = JSON.readTree(clientData);
            return said != null
                    && said.path("type").asText().equals("webauthn.get")
                    && said.path("origin").asText().equals(origin)
                    && !said.path("crossOrigin").asBoolean(false)
                    && said.path("challenge").asText().equals(ENCODER.encodeToString(challenge));
        } catch (IOException e) {
            return false;
        }
    }

    boolean isSignedBy(PublicKey key) {
        try {
            Signature check = Signature.getInstance(
                    switch (key.getAlgorithm()) {
                        case "EC" -> "SHA256withECDSA";
                        case "RSA" -> "SHA256withRSA";
                        default -> Ed25519.NAME;
                    });
            check.initVerify(key);
            check.update(authenticatorData);
            check.update(sha256(clientData));
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false; // what cannot be checked is no signature
        }
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return PREFIX + ENCODER.encodeToString(authenticatorData) + "." + ENCODER.encodeToString(clientData) + "."
                + ENCODER.encodeToString(signature);
    }
}
