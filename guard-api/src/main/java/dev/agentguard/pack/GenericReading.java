package dev.agentguard.pack;

import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Knowledge.Telling;
import dev.agentguard.effect.Operation;
import org.jspecify.annotations.Nullable;

/** Reads an operation that no pack knows: by its method, by the words of its name and by its arguments. */
final class GenericReading {

    private final ArgumentReading arguments;
    private final GenericRequest requests;
    private final GenericField fields;
    private final GenericName names;

    GenericReading(Lexicon lexicon) {
        NameReading reading = new NameReading(lexicon);
        this.arguments = new ArgumentReading(lexicon, reading);
        WriteReading writes = new WriteReading(arguments);
        this.requests = new GenericRequest(lexicon, reading, arguments, writes);
        this.fields = new GenericField(lexicon, reading, writes);
        this.names = new GenericName(lexicon, reading, arguments, writes);
    }

    Effect read(Operation operation) {
        return switch (operation.protocol()) {
            case GRAPHQL -> fields.read(operation);
            case HTTP -> requests.read(operation);
            case AWS, RPC, TOOL -> names.read(operation);
        };
    }

    /** Returns whether a description says that what it describes destroys. */
    boolean describesDestruction(String text) {
        return names.describesDestruction(text);
    }

    Telling tells(String name) {
        return arguments.tells(name);
    }

    boolean tells(String name, @Nullable Object value) {
        return arguments.tells(name, value);
    }

    boolean namesAVerb(String name) {
        return names.namesAVerb(name);
    }
}
