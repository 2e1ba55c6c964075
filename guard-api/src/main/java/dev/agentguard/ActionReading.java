package dev.agentguard;

import dev.agentguard.action.Action;
import dev.agentguard.action.HttpCall;
import dev.agentguard.action.ProcessStart;
import dev.agentguard.action.SqlCall;
import dev.agentguard.action.StoreCommand;
import dev.agentguard.action.ToolCall;
import dev.agentguard.effect.Carrier;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.tool.ToolReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One action that is being read: what was found in it once is not looked for again when another part is asked for. Not
 * safe for use by threads.
 */
final class ActionReading {

    private final ActionReader reader;
    private final Action action;
    private final @Nullable ToolReading tool;
    private @Nullable List<Effect> effects;
    private @Nullable List<Carrier> carriers;

    ActionReading(ActionReader reader, Action action) {
        this.reader = reader;
        this.action = action;
        this.tool = action instanceof ToolCall call ? new ToolReading(call) : null;
    }

    Action action() {
        return action;
    }

    List<Effect> effects() {
        List<Effect> known = effects;
        if (known == null) {
            known = read();
            effects = known;
        }
        return known;
    }

    private List<Effect> read() {
        if (action instanceof HttpCall call) {
            return reader.http().read(call);
        }
        if (tool != null) {
            return reader.tool().read(tool);
        }
        if (action instanceof StoreCommand command) {
            return reader.store().read(command);
        }
        return action instanceof SqlCall call
                ? reader.sql().read(call)
                : reader.shell().read((ProcessStart) action);
    }

    /** The requests that it is or will send. */
    List<HttpCall> requests() {
        if (action instanceof HttpCall call) {
            return List.of(call);
        }
        return tool == null ? List.of() : reader.tool().requests(tool);
    }

    /** The parts of it that may carry a credential, with the places that the effects have. */
    List<Carrier> carriers() {
        List<Carrier> known = carriers;
        if (known == null) {
            known = readCarriers();
            carriers = known;
        }
        return known;
    }

    private List<Carrier> readCarriers() {
        if (action instanceof ProcessStart start) {
            return CarrierHints.in(start) ? reader.shell().carriers(start) : List.of();
        }
        List<HttpCall> requests = requests();
        Map<String, String> lines = commandLines();
        if (requests.isEmpty() && lines.isEmpty()) {
            return List.of();
        }
        List<Carrier> found = new ArrayList<>();
        for (HttpCall call : requests) {
            found.add(new Carrier.Request(call, ""));
        }
        for (Map.Entry<String, String> line : lines.entrySet()) {
            ProcessStart start = start(line.getValue());
            if (CarrierHints.in(start)) {
                reader.shell().carriers(start).forEach(carrier -> found.add(carrier.in(line.getKey())));
            }
        }
        return found;
    }

    /** The programs that it starts, with the places that the effects have. */
    List<Carrier.Start> commands() {
        List<Carrier> found = new ArrayList<>();
        if (action instanceof ProcessStart start) {
            found.addAll(reader.shell().carriers(start));
        }
        commandLines()
                .forEach((where, line) ->
                        reader.shell().carriers(start(line)).forEach(carrier -> found.add(carrier.in(where))));
        return found.stream()
                .filter(Carrier.Start.class::isInstance)
                .map(Carrier.Start.class::cast)
                .toList();
    }

    private Map<String, String> commandLines() {
        return tool == null ? Map.of() : reader.tool().commandLines(tool);
    }

    private static ProcessStart start(String line) {
        return new ProcessStart(List.of("sh", "-c", line));
    }
}
