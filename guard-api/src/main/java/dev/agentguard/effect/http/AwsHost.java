package dev.agentguard.effect.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A host under AWS's own domains, read for the service that answers there.
 *
 * @param service the name of the service in the host: {@code ec2}, {@code api.ecr}
 * @param bucket the bucket that stands before {@code s3}, or empty
 */
record AwsHost(String service, String bucket) {

    private static final List<String> DOMAINS = List.of(
            ".amazonaws.com",
            ".amazonaws.com.cn",
            ".amazonaws.eu",
            ".api.aws",
            ".api.amazonwebservices.com.cn",
            ".api.amazonwebservices.eu");

    private static final Pattern REGION = Pattern.compile("[a-z]{2,4}(-[a-z]{2,10}){1,2}-\\d{1,2}");
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final String S3 = "s3";

    /** What users run there themselves, with APIs of their own. */
    private static final Set<String> OF_USERS = Set.of(
            "execute-api",
            "appsync-api",
            "appsync-realtime-api",
            "elb",
            "compute",
            "compute-1",
            "elasticbeanstalk",
            "git-codecommit",
            "s3-website",
            "cloudfront");

    /** Returns the service that answers at a host, or null if it is none of AWS's own. */
    static @Nullable AwsHost of(String host) {
        String name = host.indexOf(':') < 0 ? host : host.substring(0, host.indexOf(':'));
        for (String domain : DOMAINS) {
            if (name.endsWith(domain)) {
                return read(new ArrayList<>(List.of(
                        name.substring(0, name.length() - domain.length()).split("\\.", -1))));
            }
        }
        return null;
    }

    private static @Nullable AwsHost read(List<String> labels) {
        labels.removeIf(label -> label.startsWith("vpce-") || label.equals("vpce") || label.equals("dualstack"));
        while (labels.size() > 1 && isRegion(labels.get(labels.size() - 1))) {
            labels.remove(labels.size() - 1);
        }
        for (int i = labels.size() - 1; i >= 0; i--) {
            String label = labels.get(i).replace("-fips", "");
            if (OF_USERS.contains(label) || label.startsWith("s3-website")) {
                return null;
            }
            if (label.equals(S3) || label.startsWith("s3-") || label.startsWith("s3express-")) {
                return storage(label, labels.subList(0, i));
            }
        }
        labels.removeIf(label -> ACCOUNT.matcher(label).matches());
        // `name.region.es`: a domain of a user's own; only the queues of old are written so too
        boolean inside = labels.stream().anyMatch(AwsHost::isRegion);
        if (inside) {
            return labels.get(labels.size() - 1).equals("queue") ? new AwsHost("sqs", "") : null;
        }
        String service = String.join(".", labels).replace("-fips", "").replace("fips.", "");
        return service.isEmpty() ? null : new AwsHost(service.equals("queue") ? "sqs" : service, "");
    }

    private static AwsHost storage(String label, List<String> before) {
        List<String> bucket = new ArrayList<>(before);
        if (label.equals("s3-control") || (label.equals("s3-outposts") && bucket.isEmpty())) {
            return new AwsHost("s3-control", "");
        }
        // the endpoints inside a network say so in front of the host, and name the bucket in the path
        if (bucket.size() == 1
                && (bucket.get(0).equals("bucket") || bucket.get(0).equals("accesspoint"))) {
            bucket.clear();
        }
        return new AwsHost(S3, String.join(".", bucket));
    }

    private static boolean isRegion(String label) {
        return REGION.matcher(label).matches();
    }
}
