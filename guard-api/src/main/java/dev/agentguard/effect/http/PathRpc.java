package dev.agentguard.effect.http;

import dev.agentguard.effect.Basis;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Operation.Protocol;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remote procedures whose name is the path: {@code /package.Service/Method}, as gRPC, gRPC-Web, Connect and Twirp call
 * them. A pack of the host that lists the path knows better.
 */
final class PathRpc implements Form {

    @Override
    public boolean isWhole() {
        return true;
    }

    /** Returns whether a path ends as one that names a procedure does. */
    static boolean isProcedure(String path) {
        int method = path.lastIndexOf('/');
        int service = method < 1 || method == path.length() - 1 ? -1 : path.lastIndexOf('/', method - 1);
        return service >= 0
                && Character.isUpperCase(path.charAt(method + 1))
                && isName(path.substring(method + 1))
                && isService(path.substring(service + 1, method));
    }

    @Override
    public @Nullable List<Effect> read(Sent request) {
        String path = request.target().path();
        int method = path.lastIndexOf('/');
        int service = method < 1 ? -1 : path.lastIndexOf('/', method - 1);
        if (service < 0 || method == path.length() - 1) {
            return null;
        }
        boolean grpc = request.content().type().isGrpc();
        if (!grpc && !isProcedure(path)) {
            return null;
        }
        String serviceName = path.substring(service + 1, method);
        String methodName = path.substring(method + 1);
        Effect plain = request.plain().effect(request.knowledge(), request.host());
        if (plain.basis() == Basis.PACK) {
            return List.of(plain);
        }
        if (!request.plain().posts()) {
            return null; // by another method it is something else
        }
        Effect effect = request.ask(Protocol.RPC, serviceName, methodName, arguments(request), "url");
        String problem = request.content().problem();
        // of a body that could not be looked at the type is a mere claim, which any path could make
        boolean framed = request.content().text().isEmpty()
                && (request.content().unread() == null || isProcedure(path) || isBareProcedure(path));
        return problem == null && (framed || request.content().json() != null)
                ? List.of(effect)
                : List.of(effect, plain);
    }

    /** Whether a path names a service without a package, and nothing else. */
    private static boolean isBareProcedure(String path) {
        int method = path.lastIndexOf('/');
        return method > 1
                && path.startsWith("/")
                && path.indexOf('/', 1) == method
                && isName(path.substring(1, method))
                && isName(path.substring(method + 1));
    }

    private static Map<String, @Nullable Object> arguments(Sent request) {
        Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
        JsonBody json = request.content().json();
        if (json != null) {
            json.readings().forEach(reading -> arguments.putAll(Fields.arguments(reading, "message")));
        }
        return arguments;
    }

    /** A package in lower case and a service in upper case behind it: {@code google.longrunning.Operations}. */
    private static boolean isService(String text) {
        int dot = text.lastIndexOf('.');
        return dot > 0
                && isName(text.substring(dot + 1))
                && text.substring(0, dot).chars().allMatch(c -> c == '.' || c == '_' || Character.isLetterOrDigit(c))
                && Character.isLowerCase(text.charAt(0));
    }

    private static boolean isName(String text) {
        return !text.isEmpty()
                && Character.isUpperCase(text.charAt(0))
                && text.chars().allMatch(c -> c == '_' || Character.isLetterOrDigit(c));
    }
}
