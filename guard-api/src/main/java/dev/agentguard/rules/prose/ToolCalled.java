package dev.agentguard.rules.prose;

import dev.agentguard.action.ToolCall;
import dev.agentguard.rules.RuleInput;
import java.util.List;
import java.util.Locale;

/**
 * A tool of this name is called, whatever server it is of.
 *
 * @param name its name in lower case
 */
record ToolCalled(String name) implements Condition {

    @Override
    public Certainty in(RuleInput input) {
        ToolCall call = input.action().tool();
        if (call == null) {
            return Certainty.NO;
        }
        String tool = call.tool().toLowerCase(Locale.ROOT);
        if (name.endsWith("*")) {
            return Certainty.of(tool.startsWith(name.substring(0, name.length() - 1)));
        }
        return Certainty.of(tool.equals(name)
                || tool.endsWith("__" + name)
                || tool.endsWith("." + name)
                || tool.endsWith(":" + name)
                || tool.endsWith("/" + name));
    }

    @Override
    public List<String> examples() {
        return List.of("tool " + name.replace("*", "x") + " {}");
    }

    @Override
    public String toString() {
        return "tool " + name;
    }
}
