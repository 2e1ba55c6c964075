package dev.agentguard.effect.http;

import dev.agentguard.action.Body;
import dev.agentguard.effect.Effect;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Requests in the parts of a multipart body: the batches of OData, whose change sets are multipart bodies within, and of
 * Google's APIs.
 */
final class MultipartBatch implements Form {

    private static final String MESSAGE = "application/http";
    private static final int DEEPEST = 3;

    @Override
    public @Nullable List<Effect> read(Sent request) {
        MediaType type = request.content().type();
        if (type.type().equals(MESSAGE)) {
            List<Effect> effects = new ArrayList<>();
            add(request, request.content().text(), "body", effects);
            return effects;
        }
        if (!type.type().equals("multipart/mixed") && !type.type().equals("multipart/batch")) {
            return null;
        }
        List<Effect> effects = new ArrayList<>();
        addParts(request, request.content().parts(), "body", 1, effects);
        String problem = request.content().problem();
        if (problem != null || request.content().unread() != null || effects.isEmpty()) {
            effects.add(request.plain().effect(request.knowledge(), request.host()));
        }
        return effects;
    }

    private static void addParts(
            Sent request, List<Multipart.Part> parts, String where, int depth, List<Effect> effects) {
        for (int i = 0; i < parts.size(); i++) {
            if (!request.budget().take()) {
                effects.add(request.overBudget());
                break;
            }
            Multipart.Part part = parts.get(i);
            String place = where + "[" + i + "]";
            if (part.type().isMultipart() && depth < DEEPEST) {
                Multipart inside = Multipart.of(part.content(), part.type().parameter("boundary"), request.limits());
                addParts(request, inside.parts(), place, depth + 1, effects);
                if (inside.problem() != null) {
                    effects.add(request.unknown(place, inside.problem()));
                }
            } else if (part.type().isMultipart()) {
                effects.add(request.unknown(place, "batches nested deeper than " + DEEPEST + " levels"));
            } else if (part.type().type().equals(MESSAGE)) {
                add(request, part.content(), place, effects);
            } else {
                effects.add(request.unknown(place, "a part of a batch that is no request"));
            }
        }
    }

    /** Reads request line, header fields and body; what has no request line is no request. */
    private static void add(Sent request, String message, String where, List<Effect> effects) {
        String text = message.stripLeading();
        int end = text.indexOf('\n');
        String[] line = (end < 0 ? text : text.substring(0, end)).strip().split("\\s+", 4);
        if (line.length < 2 || !Methods.isToken(line[0])) {
            effects.add(request.unknown(where, "a part of a batch that has no request line"));
            return;
        }
        Multipart.Part rest = Multipart.part(end < 0 ? "" : text.substring(end + 1));
        effects.addAll(new Inner(request).atHost(line[0], line[1], rest.headers(), Body.of(rest.content())));
    }
}
