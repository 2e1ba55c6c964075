package dev.agentguard.javaagent.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.javaagent.inventory.Judgement;
import dev.agentguard.javaagent.inventory.Suggestion;
import dev.agentguard.javaagent.inventory.Tool;
import java.util.List;

/** The tools of an application, as one JSON object. */
final class ToolsJson {

    private ToolsJson() {}

    static String of(List<Judgement> tools) {
        ObjectNode json = new ObjectMapper().createObjectNode();
        ArrayNode all = json.putArray("tools");
        for (Judgement judged : tools) {
            Tool tool = judged.tool();
            ObjectNode node = all.addObject()
                    .put("name", tool.name())
                    .put("framework", tool.framework())
                    .put("method", tool.signature())
                    .put(
                            "class",
                            judged.reversibility() == null
                                    ? null
                                    : judged.reversibility().name())
                    .put("because", judged.because())
                    .put("declared", tool.declaration().reversibility() != null);
            ToolDeclaration.Backup backup = tool.declaration().backup();
            if (backup != null) {
                node.putObject("requiresBackup")
                        .put("within", backup.within().toString())
                        .put("of", backup.of());
            }
            if (tool.declaration().undoneBy() != null) {
                node.put("undoneBy", tool.declaration().undoneBy());
            }
            if (!tool.problems().isEmpty()) {
                ArrayNode problems = node.putArray("problems");
                tool.problems().forEach(problems::add);
            }
            if (judged.lacksDeclaration()) {
                ArrayNode lines = node.putArray("paste");
                Suggestion.of(tool).forEach(lines::add);
            }
        }
        return json.toString();
    }
}
