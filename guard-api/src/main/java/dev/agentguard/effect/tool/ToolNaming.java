package dev.agentguard.effect.tool;

import dev.agentguard.action.ServerTool;
import dev.agentguard.action.ToolCall;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Arguments;
import dev.agentguard.effect.Description;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Kind;
import dev.agentguard.effect.Knowledge;
import dev.agentguard.effect.Operation;
import dev.agentguard.effect.Operation.Protocol;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a tool's name, arguments and description say it does. The description raises what the name says; where the name
 * holds no verb at all ({@code collection-schema}) it is all there is to go by, for both were written by the same hand.
 * A name that may do anything ({@code run_command}) is never made harmless by it.
 *
 * @param reversibility the class
 * @param kind the kind of thing that changes
 * @param reason why
 * @param runs whether all that says more than a write is a description of statements that it runs
 */
record ToolNaming(Reversibility reversibility, Kind kind, String reason, boolean runs) {

    private static final int LONGEST_ACT = 40;
    private static final List<String> CHOOSING = List.of("method", "action", "operation", "op");

    private static final List<String> DESTROYING = List.of("delete", "remove", "purge", "destroy", "wipe", "uninstall");

    static ToolNaming of(ToolCall call, Knowledge knowledge, ToolDescriptions descriptions) {
        ToolNaming shown = read(call, knowledge, descriptions);
        ServerTool remote = call.remote();
        if (remote == null || remote.name().equals(call.tool())) {
            return shown;
        }
        // a mapper gave it another name, which does not change what it does
        String said = remote.said() != null && remote.said().get("description") instanceof String text ? text : "";
        ToolNaming there =
                read(new ToolCall(remote.name(), said, call.arguments(), call.declaration()), knowledge, descriptions);
        boolean worse =
                there.reversibility != Reversibility.UNKNOWN && there.reversibility.compareTo(shown.reversibility) > 0;
        return worse ? there : shown;
    }

    private static ToolNaming read(ToolCall call, Knowledge knowledge, ToolDescriptions descriptions) {
        // as they are: what Operation would copy is a copy already
        Effect name = read(knowledge, call.tool(), new Arguments(Arguments.Known.NOTHING, call::arguments));
        ToolNaming naming = new ToolNaming(name.reversibility(), name.kind(), name.reason(), false);
        if (call.description().isEmpty() || naming.reversibility == Reversibility.IRREVERSIBLE) {
            return naming;
        }
        ToolDescriptions.Said said = descriptions.read(call.description());
        if (said.isFinal() && !(choosesAnother(call, knowledge) && saysWhichActs(call))) {
            return naming.because(Reversibility.IRREVERSIBLE, "the tool's description says that it is final");
        }
        if (said.destroys() && !choosesAnother(call, knowledge)) {
            boolean runs = said.runs() && naming.reversibility != Reversibility.RECOVERABLE;
            return new ToolNaming(
                    Reversibility.IRREVERSIBLE, naming.kind, "the tool's description says that it destroys", runs);
        }
        if (call.arguments().isEmpty() && overwrites(call)) {
            return naming.because(Reversibility.IRREVERSIBLE, "overwrites, and the call does not say what");
        }
        Effect first = said.first();
        boolean silent = naming.reversibility == Reversibility.UNKNOWN
                && isCompound(call.tool())
                && !knowledge.namesAVerb(call.tool());
        return silent && first != null && first.reversibility() != Reversibility.UNKNOWN
                ? naming.because(first.reversibility(), "the tool's description: " + first.reason())
                : naming;
    }

    /** {@code Pauses or deletes a flow}: the act that is chosen stands beside one that destroys, which is the final one. */
    private static boolean saysWhichActs(ToolCall call) {
        int end = call.description().indexOf('.');
        Description first = new Description(
                end < 0 ? call.description() : call.description().substring(0, end));
        return DESTROYING.stream().anyMatch(first::mentions)
                && CHOOSING.stream()
                        .anyMatch(key -> call.arguments().get(key) instanceof String act && first.mentions(act));
    }

    private static boolean overwrites(ToolCall call) {
        List<String> sentences = new Description(call.description()).names();
        return !sentences.isEmpty() && sentences.get(0).contains("overwrite");
    }

    /** {@code method: create} of a tool that says of itself that it creates or deletes. */
    private static boolean choosesAnother(ToolCall call, Knowledge knowledge) {
        Description description = new Description(call.description());
        for (String key : CHOOSING) {
            if (call.arguments().get(key) instanceof String act
                    && act.length() <= LONGEST_ACT
                    && description.mentions(act)
                    && read(knowledge, act, Map.of()).reversibility().compareTo(Reversibility.REVERSIBLE) <= 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether a name is of several words, such as a thing and its part; one word alone may stand for anything. */
    private static boolean isCompound(String name) {
        for (int i = 1; i < name.length() - 1; i++) {
            char c = name.charAt(i);
            if (c == '_' || c == '-' || (Character.isUpperCase(c) && Character.isLowerCase(name.charAt(i - 1)))) {
                return true;
            }
        }
        return false;
    }

    /** The kind of thing that a declared tool changes; what is read or changed back needs none. */
    static Kind kindOf(ToolCall call, Knowledge knowledge) {
        Kind declared = declaredKind(call);
        return declared != null
                ? declared
                : read(knowledge, call.tool(), Map.of()).kind();
    }

    /** Returns the kind where the declared class needs none, else null: then the name tells. */
    static @Nullable Kind declaredKind(ToolCall call) {
        String declared = call.declaration().reversibility();
        boolean harmless = Reversibility.READ_ONLY.name().equals(declared)
                || Reversibility.REVERSIBLE.name().equals(declared);
        return harmless && !call.declaration().destroysRecovery() ? Kind.DATA : null;
    }

    /** The same for a call that may do anything by what it is given, if that is not understood. */
    ToolNaming unreadable() {
        return because(Reversibility.UNKNOWN, "may do anything, by what it is given");
    }

    private ToolNaming because(Reversibility to, String why) {
        return new ToolNaming(to, kind, why, false);
    }

    static Effect read(Knowledge knowledge, String name, Map<String, @Nullable Object> arguments) {
        return knowledge.effectOf(new Operation(Protocol.TOOL, "", "", "", name, arguments, new Evidence("tool", "")));
    }
}
