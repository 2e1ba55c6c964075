package dev.agentguard.javaagent.cli;

import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.javaagent.inventory.Judgement;
import dev.agentguard.javaagent.inventory.Suggestion;
import dev.agentguard.javaagent.inventory.Tool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The tools of an application, for a terminal. */
final class ToolsText {

    private static final String INDENT = "              ";

    private ToolsText() {}

    static List<String> lines(List<Judgement> tools) {
        List<String> lines = new ArrayList<>();
        for (Judgement judged : tools) {
            Tool tool = judged.tool();
            lines.add(String.format("%-14s", name(judged)) + "`" + tool.name() + "`  " + tool.signature() + "  ("
                    + tool.framework() + ")");
            lines.add(INDENT + judged.because() + holdings(tool));
            if (tool.parameters().stream()
                    .anyMatch(parameter -> parameter.name().matches("arg\\d+"))) {
                lines.add(INDENT + "its parameters have no names: compile with `-parameters`");
            }
            tool.problems().forEach(problem -> lines.add(INDENT + "its annotations cannot hold: " + problem));
            if (judged.lacksDeclaration()) {
                lines.add(INDENT + "nobody declared it; paste, and say what is true:");
                Suggestion.of(tool).forEach(line -> lines.add(INDENT + "    " + line));
            }
        }
        if (!tools.isEmpty()) {
            lines.add("");
        }
        lines.add(summary(tools));
        lines.add("tools that are made at run time (maps, providers, MCP servers) are not among them");
        return lines;
    }

    private static String name(Judgement judged) {
        return judged.reversibility() == null
                ? "AT EACH CALL"
                : judged.reversibility().name();
    }

    private static String holdings(Tool tool) {
        List<String> declared = new ArrayList<>();
        tool.declaration()
                .parameters()
                .forEach(parameter -> declared.add("`" + parameter.name() + "` "
                        + parameter.role().name().toLowerCase(Locale.ROOT).replace('_', ' ')));
        ToolDeclaration.Backup backup = tool.declaration().backup();
        if (backup != null) {
            declared.add("a backup younger than " + backup.within()
                    + (backup.of().isEmpty() ? "" : " of `" + backup.of() + "`"));
        }
        return declared.isEmpty() ? "" : "; declared: " + String.join(", ", declared);
    }

    private static String summary(List<Judgement> tools) {
        String classes = Arrays.stream(Reversibility.values())
                .map(each -> tools.stream()
                                .filter(judged -> judged.reversibility() == each)
                                .count()
                        + " " + each)
                .collect(Collectors.joining(", "));
        long atCall =
                tools.stream().filter(judged -> judged.reversibility() == null).count();
        long wrong = tools.stream()
                .filter(judged -> !judged.tool().problems().isEmpty())
                .count();
        long lacking = tools.stream().filter(Judgement::lacksDeclaration).count();
        return tools.size() + " tools: " + classes + ", " + atCall + " by what they are given; " + lacking
                + " without a declaration that they need"
                + (wrong == 0 ? "" : ", " + wrong + " with one that cannot hold");
    }
}
