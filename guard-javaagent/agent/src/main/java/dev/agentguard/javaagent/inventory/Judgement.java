package dev.agentguard.javaagent.inventory;

import dev.agentguard.Guard;
import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration.Role;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a tool is taken to do before its arguments are known; what they hold is read at each call and only adds to it.
 *
 * @param tool the tool
 * @param reversibility the class; null if only the arguments tell, in which a program or a request was declared
 * @param because why
 */
public record Judgement(Tool tool, @Nullable Reversibility reversibility, String because) {

    private static final Set<Role> PROGRAMS = EnumSet.of(Role.SQL, Role.SHELL, Role.GRAPHQL, Role.HTTP_URL);

    /**
     * Judges a tool.
     *
     * @param tool the tool
     * @param guard who judges
     * @return what it is taken to do
     */
    public static Judgement of(Tool tool, Guard guard) {
        boolean runs = tool.declaration().parameters().stream().anyMatch(each -> PROGRAMS.contains(each.role()));
        if (runs && tool.declaration().reversibility() == null) {
            return new Judgement(tool, null, "what it is given is read at each call");
        }
        Map<String, @Nullable Object> unknown = new LinkedHashMap<>();
        tool.parameters().forEach(parameter -> unknown.put(parameter.name(), null));
        Effect worst =
                guard.effects(new ToolCall(tool.name(), tool.description(), unknown, tool.declaration())).stream()
                        .reduce((a, b) -> a.reversibility().worse(b.reversibility()) == a.reversibility() ? a : b)
                        .orElseThrow(() -> new IllegalStateException("no effect was read"));
        return new Judgement(tool, worst.reversibility(), worst.reason());
    }

    /**
     * Returns whether a developer has to say what the tool does: nobody has, and it is not understood or looks as if it
     * destroyed something.
     *
     * @return true if an annotation is missing
     */
    public boolean lacksDeclaration() {
        boolean declared = tool.declaration().reversibility() != null
                || (tool.declaration().undoneBy() != null && reversibility == Reversibility.RECOVERABLE);
        return !declared && reversibility != null && reversibility.compareTo(Reversibility.RECOVERABLE) >= 0;
    }
}
