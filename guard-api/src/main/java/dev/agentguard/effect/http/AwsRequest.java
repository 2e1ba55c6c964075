package dev.agentguard.effect.http;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Basis;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Knowledge;
import dev.agentguard.effect.Operation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request to an AWS service, read for the operations that it may name: in {@code X-Amz-Target}, as {@code Action}, in
 * a path {@code /service/X/operation/Y}, or by method and path. Where several places name one, each counts.
 *
 * @param plain the request
 * @param host where it goes
 * @param service the service, as the host or the signature calls it
 * @param bucket the bucket that the host names, or empty
 * @param ownHost whether the host is AWS's own; else only the signature says that this is for AWS
 */
record AwsRequest(PlainRequest plain, String host, String service, String bucket, boolean ownHost) {

    private static final String TARGET = "X-Amz-Target";
    private static final String ACTION = "Action";
    private static final String RPC = "smithy-protocol";

    /** Signed for these a request goes to what a user runs, unless it is sent to the service's own host. */
    private static final Set<String> OF_USERS = Set.of(
            "execute-api", "appsync", "lambda", "es", "aoss", "vpc-lattice-svcs", "neptune-db", "aps", "iotdata");

    /** How many operations one request is read for. */
    private static final int MOST_NAMES = 20;

    /** Returns the request, or null if it is not for AWS. */
    static @Nullable AwsRequest of(PlainRequest plain, String host) {
        AwsHost own = AwsHost.of(host);
        if (own != null) {
            return new AwsRequest(plain, host, own.service(), own.bucket(), true);
        }
        if (isUnderAws(host)) {
            return null;
        }
        String signed = AwsSignature.service(plain.headers(), plain.target());
        if (signed != null) {
            return OF_USERS.contains(signed) ? null : new AwsRequest(plain, host, signed, "", false);
        }
        for (String target : plain.headers().targets()) {
            int dot = target.lastIndexOf('.');
            if (dot > 0) {
                return new AwsRequest(plain, host, target.substring(0, dot).strip(), "", false);
            }
        }
        return null;
    }

    private static boolean isUnderAws(String host) {
        return host.endsWith(".amazonaws.com") || host.endsWith(".amazonaws.com.cn") || host.endsWith(".api.aws");
    }

    /** Returns what it does, or null if it names no operation that is known and is to be read as any other request. */
    @Nullable
    Effect effect(Knowledge knowledge) {
        AwsFields fields = AwsFields.of(plain);
        Set<String> names = named();
        Effect worst = null;
        int left = MOST_NAMES;
        for (String name : names) {
            Effect effect = effect(knowledge, name, fields);
            if (--left < 0) {
                return worst(worst, more(effect));
            }
            worst = worst(worst, effect);
        }
        Effect unlisted = null;
        for (String method : plain.methods()) {
            String name = method + query() + " " + path();
            if (worst != null && !isKnown(knowledge, name)) {
                continue; // a path that no operation has says nothing where the operation is named elsewhere
            }
            Effect effect = effect(knowledge, name, fields);
            if (effect.basis() == Basis.PACK) {
                worst = worst(worst, effect);
            } else {
                unlisted = worst(unlisted, effect);
            }
        }
        return worst == null && ownHost ? unlisted : worst;
    }

    /** Whether this names an operation, for which its arguments do not matter. */
    private boolean isKnown(Knowledge knowledge, String name) {
        return knowledge.effectOf(operation(name, Map.of())).basis() == Basis.PACK;
    }

    private Operation operation(String name, Map<String, @Nullable Object> arguments) {
        return new Operation(
                Operation.Protocol.AWS,
                host,
                plain.target().path(),
                service,
                name,
                arguments,
                plain.evidence(plain.methods().iterator().next(), host));
    }

    private Effect effect(Knowledge knowledge, String name, AwsFields fields) {
        Operation operation = operation(name, fields.arguments());
        Effect effect = knowledge.effectOf(operation);
        String problem = plain.problem() == null ? fields.problem() : plain.problem();
        return problem == null
                        || effect.reversibility() == Reversibility.IRREVERSIBLE
                        || knowledge.standsAlone(operation)
                ? effect
                : effect.toBuilder()
                        .reversibility(Reversibility.UNKNOWN, problem)
                        .build();
    }

    private static Effect more(Effect effect) {
        Reversibility unread = effect.reversibility().worse(Reversibility.UNKNOWN);
        return effect.toBuilder()
                .reversibility(unread, "it names more than " + MOST_NAMES + " operations")
                .build();
    }

    private static Effect worst(@Nullable Effect worst, Effect effect) {
        return worst == null || worst.reversibility().worse(effect.reversibility()) != worst.reversibility()
                ? effect
                : worst;
    }

    private Set<String> named() {
        Set<String> names = new LinkedHashSet<>();
        for (String target : plain.named().getOrDefault(TARGET, List.of())) {
            add(names, target.substring(target.lastIndexOf('.') + 1));
        }
        add(names, plain.target().parameters().get(ACTION));
        add(names, plain.content().form().get(ACTION));
        String[] path = plain.target().path().split("/", -1);
        int service = path.length - 4;
        if (plain.named().containsKey(RPC) && service >= 0 && path[service].equals("service")) {
            add(names, path[service + 3]);
        }
        return names;
    }

    /** What has a blank would be taken for a method and a path. */
    private static void add(Set<String> names, @Nullable Object value) {
        if (value instanceof String name && !name.isBlank()) {
            names.add(name.strip().replace(' ', '_'));
        } else if (value instanceof Collection<?> several) {
            several.forEach(one -> add(names, one));
        }
    }

    private String path() {
        String path = plain.target().segments();
        return bucket.isEmpty() ? path : "/" + bucket + path;
    }

    /** The parameters of the URL alone: what a body holds must not pass for one of them. */
    private String query() {
        Map<String, String> written = new LinkedHashMap<>();
        plain.target()
                .parameters()
                .forEach((name, value) -> written.put(encoded(name), value instanceof String one ? encoded(one) : ""));
        StringBuilder query = new StringBuilder();
        written.forEach((name, value) -> query.append(query.length() == 0 ? '?' : '&')
                .append(name)
                .append('=')
                .append(value));
        return query.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
