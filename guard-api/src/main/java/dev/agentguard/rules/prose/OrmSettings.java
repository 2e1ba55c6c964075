package dev.agentguard.rules.prose;

import java.util.List;

/** Settings by which a mapper of objects to tables changes a schema by itself; its command line does the same. */
final class OrmSettings {

    private static final List<String> SYNCHRONIZING =
            List.of("synchronize:true", "sync({force:true", "sync({alter:true", "dropschema:true");

    private OrmSettings() {}

    /** Returns what a piece of code means, given in lower case and without blanks. */
    static Condition of(String code) {
        Condition text = new TextHas(List.of(code));
        return SYNCHRONIZING.stream().anyMatch(code::contains)
                ? AnyOf.of(text, Operates.writing("*schema:sync*", "*schema-sync*", "*schema:drop*"))
                : text;
    }
}
