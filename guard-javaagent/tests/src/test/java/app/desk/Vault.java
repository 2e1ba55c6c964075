package app.desk;

import dev.agentguard.annotation.Guarded;
import dev.agentguard.annotation.RequiresBackup;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.annotation.TargetResource;
import dev.agentguard.annotation.Undo;
import dev.langchain4j.agent.tool.Tool;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Tools that say more of themselves than their class. */
public final class Vault {

    /** An annotation of the application's own. */
    @Retention(RetentionPolicy.RUNTIME)
    @Guarded(Reversibility.IRREVERSIBLE)
    public @interface Destroys {}

    /** Another one, over that one. */
    @Retention(RetentionPolicy.RUNTIME)
    @Destroys
    @Ruinous
    public @interface Ruinous {}

    /** What names a key. */
    @Retention(RetentionPolicy.RUNTIME)
    @TargetResource("vault:key")
    public @interface Id {}

    @Tool
    @Ruinous
    @RequiresBackup(maxAge = "PT24H")
    public String listKeys(@Id String id) {
        return id;
    }

    @Tool
    @Undo("restoreKey")
    public String deleteKey(String id) {
        return id;
    }

    /** Undoes. */
    public void restoreKey(String id) {}
}
