package dev.agentguard.effect;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One operation that a reader recognised in an action, before anyone said what it does: a root field of a GraphQL
 * document, or an HTTP request as a whole.
 *
 * @param protocol how it is called
 * @param host host and, if given, port that it is sent to, in lower case; empty if unknown
 * @param path the request's path, decoded; empty if unknown
 * @param type {@code query}, {@code mutation} or {@code subscription}; for HTTP the method in upper case
 * @param name the root field's name, after aliases; for HTTP the path, in which an encoded
 *     slash stays {@code %2F}: to some servers it is a slash, to others part of a name
 * @param arguments the arguments by name as JSON values, variables filled in. A key that is missing was not written; a
 *     value of {@link #UNRESOLVED} was written but cannot be known. For HTTP the query parameters and the fields of a
 *     JSON or form body
 * @param evidence where it was read
 */
public record Operation(
        Protocol protocol,
        String host,
        String path,
        String type,
        String name,
        Map<String, @Nullable Object> arguments,
        Evidence evidence) {

    /** Stands for an argument whose value cannot be known before the call, such as a variable that is not supplied. */
    public static final Object UNRESOLVED = new Object() {
        @Override
        public String toString() {
            return "(unresolved)";
        }
    };

    /** Copies the arguments, keeping their order, unless they are {@link Arguments}, which do not change. */
    public Operation {
        if (!(arguments instanceof Arguments)) {
            arguments = arguments.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
        }
    }

    /** How an operation is called. */
    public enum Protocol {
        /** A root field of a GraphQL document. */
        GRAPHQL,
        /** An HTTP request. */
        HTTP,
        /**
         * An operation of an AWS service: the type is the service as host, signature or command line call it, the name
         * the API's own; or, where a request says no more, method, query and path: {@code DELETE?tagging= /bucket/key}.
         */
        AWS,
        /** A remote procedure (JSON-RPC, gRPC, SOAP): the type is its service or empty, the name the procedure's. */
        RPC,
        /** A tool by its name: the type is empty. */
        TOOL
    }
}
