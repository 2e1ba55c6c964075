package dev.agentguard.langchain4j;

import dev.agentguard.annotation.Guarded;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.annotation.TargetResource;
import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A tool that must not run unless Guard lets it. */
class Volumes {

    final List<String> deleted = new CopyOnWriteArrayList<>();

    @Tool("deletes a volume and its backups")
    @Guarded(value = Reversibility.IRREVERSIBLE, operation = "railway:volumeDelete", destroysRecovery = true)
    String deleteVolume(@P(name = "volumeId", value = "the id") @TargetResource("railway:volume") String volumeId) {
        deleted.add(volumeId);
        return "deleted " + volumeId;
    }
}
