package dev.agentguard.effect.http;

import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Operation.Protocol;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Remote procedures in XML: XML-RPC, and SOAP, whose servers go by the header, the type's parameter or the first element
 * of the body, so that all of them count.
 */
final class XmlRpc implements Form {

    @Override
    public @Nullable List<Effect> read(Sent request) {
        XmlBody xml = request.content().xml();
        if (xml == null || !(xml.value() instanceof Map<?, ?> fields)) {
            return null;
        }
        List<Effect> effects = null;
        if (xml.root().equals("methodCall") && fields.get("methodName") instanceof String name) {
            effects = new ArrayList<>();
            effects.add(request.ask(Protocol.RPC, "", name, Fields.arguments(fields.get("params"), "params"), "body"));
        } else if (xml.root().equals("Envelope")) {
            effects = soap(request, fields.get("Body"));
        }
        if (effects != null && xml.problem() != null) {
            effects.add(request.unknown("body", xml.problem()));
        }
        return effects;
    }

    private static @Nullable List<Effect> soap(Sent request, @Nullable Object body) {
        Set<String> names = new LinkedHashSet<>();
        request.call().header("SOAPAction").forEach(action -> addLocal(names, action));
        addLocal(names, request.content().type().parameter("action"));
        Object arguments = null;
        if (body instanceof Map<?, ?> elements) {
            for (Map.Entry<?, ?> element : elements.entrySet()) {
                if (names.size() > Budget.most(request.limits())) {
                    break; // what is behind is not read anyway
                }
                names.add(String.valueOf(element.getKey()));
                arguments = arguments == null ? element.getValue() : arguments;
            }
        }
        List<Effect> effects = new ArrayList<>();
        for (String name : names) {
            if (!request.budget().take()) {
                effects.add(request.overBudget());
                break;
            }
            effects.add(request.ask(Protocol.RPC, "", name, Fields.arguments(arguments, "body"), "body"));
        }
        return effects.isEmpty() ? null : effects;
    }

    /** An action is an address of which the last part is the procedure. */
    private static void addLocal(Set<String> names, String action) {
        String plain = action.replace('"', ' ').strip();
        int end = plain.length();
        while (end > 0 && "/#:".indexOf(plain.charAt(end - 1)) >= 0) {
            end--;
        }
        int start = end;
        while (start > 0 && "/#:".indexOf(plain.charAt(start - 1)) < 0) {
            start--;
        }
        if (end > start) {
            names.add(plain.substring(start, end));
        }
    }
}
