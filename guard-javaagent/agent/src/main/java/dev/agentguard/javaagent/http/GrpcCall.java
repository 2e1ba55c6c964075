package dev.agentguard.javaagent.http;

import dev.agentguard.bridge.RefusedException;
import java.lang.reflect.Constructor;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A call whose stream is about to be opened, as the request of HTTP/2 that it becomes.
 *
 * @param type the class of its transport
 * @param address where it goes
 * @param encrypted whether it is on its way
 * @param connected the host that the transport is connected to, or null if that is not known
 * @param headers the fields, as far as they are text
 * @param tracers what observes the stream; null before 1.42
 */
record GrpcCall(
        Class<?> type,
        NettyAddress address,
        boolean encrypted,
        @Nullable InetSocketAddress connected,
        Map<String, List<String>> headers,
        @Nullable Object tracers) {

    private static final String STATUS = "io.grpc.Status";

    /** Why its body is not looked at. */
    static final String BODY = "the messages of a gRPC call are sent as they come";

    /** Reads the arguments with which a stream is opened: the method, the fields, the options, and what observes it. */
    static GrpcCall of(Object transport, Object[] arguments) throws Exception {
        Object method = arguments[0];
        String given = Members.text(arguments[2], "getAuthority");
        Object own = Members.field(transport, "defaultAuthority");
        Object authority = own == null ? Members.field(transport, "authority") : own;
        Object scheme = Members.field(transport, "negotiationScheme");
        boolean encrypted = scheme == null
                ? Members.field(transport, "sslSocketFactory") != null
                : scheme.toString().equals("https");
        Object address = Members.field(transport, "address");
        Object connected = address == null ? Members.field(transport, "remoteAddress") : address;
        return new GrpcCall(
                transport.getClass(),
                new NettyAddress(
                        "",
                        given.isEmpty() && authority != null ? authority.toString() : given,
                        "/" + Members.text(method, "getFullMethodName")),
                encrypted,
                connected instanceof InetSocketAddress host ? host : null,
                fields(arguments[1]),
                arguments.length > 3 ? arguments[3] : null);
    }

    List<String> urls() {
        return address.urls(encrypted, connected);
    }

    private static Map<String, List<String>> fields(Object metadata) throws Exception {
        Map<String, List<String>> fields = new HashMap<>();
        fields.put("content-type", List.of("application/grpc"));
        Class<?> type = metadata.getClass();
        Class<?> key = Members.type(type, "io.grpc.Metadata$Key");
        Class<?> marshaller = Members.type(type, "io.grpc.Metadata$AsciiMarshaller");
        Object ascii =
                Objects.requireNonNull(type.getField("ASCII_STRING_MARSHALLER").get(null));
        for (Object name : (Iterable<?>) Members.get(metadata, "keys")) {
            if (name.toString().endsWith("-bin")) {
                continue;
            }
            Object wanted = Members.getStatic(key, "of", new Class<?>[] {String.class, marshaller}, name, ascii);
            List<String> values = new ArrayList<>();
            if (Members.call(metadata, "getAll", wanted) instanceof Iterable<?> found) {
                found.forEach(value -> values.add(String.valueOf(value)));
            }
            fields.put(name.toString(), values);
        }
        return fields;
    }

    /** Returns the status of a call that was refused, one that no policy of repetition names by default. */
    Object status(RefusedException refused) throws Exception {
        Class<?> statusType = Members.type(type, STATUS);
        Object denied =
                Objects.requireNonNull(statusType.getField("PERMISSION_DENIED").get(null));
        Object described = Members.get(denied, "withDescription", refused.getMessage());
        return Members.get(described, "withCause", refused);
    }

    /** Makes a stream that fails when it is started. */
    Object failing(Object status) throws Exception {
        Class<?> statusType = status.getClass();
        for (Constructor<?> constructor :
                Members.type(type, "io.grpc.internal.FailingClientStream").getConstructors()) {
            Class<?>[] parameters = constructor.getParameterTypes();
            if (parameters[0] == statusType && parameters.length == 1) {
                return constructor.newInstance(status);
            }
            if (parameters[0] == statusType && parameters.length == 2 && parameters[1].isInstance(tracers)) {
                return constructor.newInstance(status, tracers);
            }
        }
        throw new IllegalStateException("this version of grpc-core has no stream that fails");
    }
}
