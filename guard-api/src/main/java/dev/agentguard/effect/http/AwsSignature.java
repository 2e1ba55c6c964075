package dev.agentguard.effect.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The signature of an AWS request, read for the service that it is made for. */
final class AwsSignature {

    private static final String CREDENTIAL = "Credential=";
    private static final String PARAMETER = "X-Amz-Credential";
    private static final String END = "/aws4_request";
    private static final int LONGEST = 60;

    private AwsSignature() {}

    /** Returns the service of the credential's scope, or null if the request is not signed so. */
    static @Nullable String service(Headers headers, RequestTarget target) {
        String credential = credential(headers, target);
        return credential == null ? null : scope(credential);
    }

    /** Returns the id of the access key, which is public; null if the request is not signed so. */
    static @Nullable String keyId(Headers headers, RequestTarget target) {
        String credential = credential(headers, target);
        int slash = credential == null ? -1 : credential.indexOf('/');
        return credential == null || slash < 1 || slash > LONGEST
                ? null
                : credential.substring(0, slash).strip();
    }

    private static @Nullable String credential(Headers headers, RequestTarget target) {
        for (String header : headers.authorizations()) {
            int at = header.startsWith("AWS4-") ? header.indexOf(CREDENTIAL) : -1;
            if (at > 0) {
                int comma = header.indexOf(',', at);
                return header.substring(at + CREDENTIAL.length(), comma < 0 ? header.length() : comma);
            }
        }
        return target.parameters().get(PARAMETER) instanceof String credential ? credential : null;
    }

    /** {@code key/date/region/service/aws4_request}; there is no region where it is signed for several. */
    private static @Nullable String scope(String credential) {
        String scope = credential.strip();
        int end = scope.endsWith(END) ? scope.length() - END.length() : -1;
        int start = end < 0 ? -1 : scope.lastIndexOf('/', end - 1);
        return start < 0 || end - start > LONGEST
                ? null
                : scope.substring(start + 1, end).toLowerCase(Locale.ROOT);
    }
}
