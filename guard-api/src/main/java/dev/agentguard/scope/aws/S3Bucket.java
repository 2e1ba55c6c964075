package dev.agentguard.scope.aws;

import dev.agentguard.scope.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A bucket of S3, or of a server that speaks like it: the addresses of what is in it, and the header fields that a request
 * for them is signed with. Guard's key needs {@code s3:GetObject}, and {@code s3:ListBucket} to be told that something is
 * not there. Safe for use by many threads.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">Signature Version 4 in
 *     S3</a>
 */
public final class S3Bucket {

    private static final byte[] NOTHING = {};
    private static final String PLAIN = "-._~";

    private final AwsAccess access;
    private final String region;
    private final String name;
    private final String origin;
    private final String path;
    private final InstantSource clock;

    /**
     * Creates it.
     *
     * @param access how Guard itself reads AWS
     * @param region the bucket's region
     * @param name the bucket's name
     * @param clock tells the time of a signature
     */
    public S3Bucket(AwsAccess access, String region, String name, InstantSource clock) {
        this.access = access;
        this.region = region;
        this.name = name;
        this.clock = clock;
        URI endpoint = access.endpoint();
        String server = "s3." + region + (region.startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com");
        // a certificate of S3 covers one label in front of the server's name
        boolean inHost = endpoint == null && name.indexOf('.') < 0;
        this.origin = endpoint != null
                ? endpoint.getScheme() + "://" + endpoint.getRawAuthority()
                : "https://" + (inHost ? name + "." : "") + server;
        this.path = inHost ? "/" : "/" + escaped(name, false) + "/";
    }

    /**
     * Returns the bucket's name.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * Returns the address of an object.
     *
     * @param key its key
     * @return the address
     */
    public URI object(String key) {
        return URI.create(origin + path + escaped(key, true));
    }

    /**
     * Returns the address of a list.
     *
     * @param parameters the parameters of the question
     * @return the address
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html">ListObjectsV2</a>
     */
    public URI list(Map<String, String> parameters) {
        StringBuilder query = new StringBuilder();
        new TreeMap<>(parameters)
                .forEach((key, value) -> query.append(query.isEmpty() ? "?" : "&")
                        .append(escaped(key, false))
                        .append('=')
                        .append(escaped(value, false)));
        return URI.create(origin + path + query);
    }

    /**
     * Returns the header fields of a request without a body, signed now.
     *
     * @param method the method
     * @param address the address, of this bucket
     * @return the header fields; they hold secrets
     */
    public Map<String, String> fields(String method, URI address) {
        Signature signature = new Signature(region, "s3", clock.instant());
        Map<String, String> fields = new TreeMap<>();
        fields.put("X-Amz-Date", signature.date());
        fields.put("X-Amz-Content-Sha256", Signature.digest(NOTHING));
        Supplier<Secret> token = access.token();
        if (token != null) {
            fields.put("X-Amz-Security-Token", token.get().reveal());
        }
        Map<String, String> signed = new TreeMap<>(fields);
        signed.put("Host", address.getRawAuthority());
        String query = address.getRawQuery();
        String line = method + "\n" + address.getRawPath() + "\n" + (query == null ? "" : query);
        fields.put(
                "Authorization",
                signature.authorization(
                        access.keyId().get().reveal(), access.secret().get().reveal(), line, signed, NOTHING));
        return fields;
    }

    private static String escaped(String text, boolean slashes) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (one & 0xff);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (letter || PLAIN.indexOf(c) >= 0 || (slashes && c == '/')) {
                escaped.append(c);
            } else {
                escaped.append('%').append(Character.toUpperCase(Character.forDigit(c >> 4, 16)));
                escaped.append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            }
        }
        return escaped.toString();
    }
}
