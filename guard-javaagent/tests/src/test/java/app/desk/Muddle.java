package app.desk;

import dev.agentguard.annotation.Guarded;
import dev.agentguard.annotation.RequiresBackup;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.annotation.Undo;
import dev.langchain4j.agent.tool.Tool;

/** Tools whose annotations cannot hold. */
public final class Muddle {

    @Tool
    @Vault.Destroys
    @Guarded(Reversibility.READ_ONLY)
    public String contradicts() {
        return "";
    }

    @Tool
    @Guarded(Reversibility.REVERSIBLE)
    @RequiresBackup(maxAge = "24h", of = "vault:key")
    public String noAge() {
        return "";
    }

    @Tool
    @Guarded(Reversibility.REVERSIBLE)
    @RequiresBackup(maxAge = "PT24H")
    public String ofNothing() {
        return "";
    }

    @Tool
    @Guarded(Reversibility.REVERSIBLE)
    @Undo("nobody")
    public String undoneByNobody() {
        return "";
    }

    @Tool
    @Guarded(Reversibility.REVERSIBLE)
    @Undo("undoneByItself")
    public String undoneByItself() {
        return "";
    }
}
