package dev.agentguard.mcp;

import dev.agentguard.store.LineFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The file of pins, shared by all processes that share the store. Not safe for use by several threads of one object; several
 * objects and processes may use one file.
 */
final class PinFile {

    static final String NAME = "mcp-tools.jsonl";

    private final LineFile file;

    /**
     * @param reader is given each line
     * @param anew is told that the lines so far do not hold
     */
    PinFile(Path directory, Consumer<PinLine> reader, Runnable anew) {
        this.file = new LineFile(directory.resolve(NAME), line -> reader.accept(PinLine.of(line)), anew);
    }

    /** Reads what was written since. */
    void refresh() throws PinsException {
        try {
            file.refresh();
        } catch (IOException e) {
            throw new PinsException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Appends lines while nobody else does; they are asked for once all others are read. */
    void append(Supplier<List<PinLine>> lines) throws PinsException {
        try {
            file.append(() -> lines.get().stream().map(PinLine::json).toList());
        } catch (IOException e) {
            throw new PinsException(String.valueOf(e.getMessage()), e);
        }
    }
}
