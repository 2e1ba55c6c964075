package dev.agentguard.scope.aws;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs a request with Signature Version 4, as
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html describes it, for addresses
 * whose path and query are already in the form that is signed.
 *
 * @param region the region
 * @param service the service, as its signatures call it
 * @param time when it is signed
 */
record Signature(String region, String service, Instant time) {

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Returns the time as it stands in {@code X-Amz-Date}, which has to be among the header fields. */
    String date() {
        return SECOND.format(time);
    }

    /**
     * Returns the value of {@code Authorization}.
     *
     * @param line method, path and query, one a line, escaped as S3 does: every byte but those of letters, digits,
     *     {@code -._~} and the slashes of the path, the parameters sorted by their names
     */
    String authorization(String keyId, String secret, String line, Map<String, String> headers, byte[] body) {
        StringBuilder canonicalHeaders = new StringBuilder();
        TreeMap<String, String> sorted = new TreeMap<>();
        headers.forEach((name, value) -> sorted.put(name.toLowerCase(Locale.ROOT), value.strip()));
        sorted.forEach((name, value) ->
                canonicalHeaders.append(name).append(':').append(value).append('\n'));
        String signed = String.join(";", sorted.keySet());
        String canonical = line + "\n" + canonicalHeaders + "\n" + signed + "\n" + hex(sha256(body));
        String day = date().substring(0, 8);
        String scope = day + "/" + region + "/" + service + "/aws4_request";
        String toSign = ALGORITHM + "\n" + date() + "\n" + scope + "\n"
                + hex(sha256(canonical.getBytes(StandardCharsets.UTF_8)));
        byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        for (String part : new String[] {day, region, service, "aws4_request"}) {
            key = hmac(key, part);
        }
        return ALGORITHM + " Credential=" + keyId + "/" + scope + ", SignedHeaders=" + signed + ", Signature="
                + hex(hmac(key, toSign));
    }

    static String digest(byte[] body) {
        return hex(sha256(body));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HmacSHA256", e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
