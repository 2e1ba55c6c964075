package dev.agentguard.javaagent.cases;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** A file of cases, one JSON object a line, read a line at a time so that it may be of any length. */
public final class CaseFile {

    private final Path file;
    private final CaseParser parser;
    private final Consumer<String> notices;
    private final Set<String> noticed = new TreeSet<>();

    /** Takes one case. */
    @FunctionalInterface
    public interface Cases {

        /**
         * Takes a case.
         *
         * @param given the case
         * @throws CaseException if it cannot be judged; the message gets file and line
         */
        void accept(Case given) throws CaseException;
    }

    /**
     * Creates a file that is not read yet.
     *
     * @param file the file
     * @param trustHints whether what a tool's server says of it is believed as far as it goes
     * @param notices is told once about each thing in it that is not looked at
     */
    public CaseFile(Path file, boolean trustHints, Consumer<String> notices) {
        this.file = file;
        this.parser = new CaseParser(trustHints);
        this.notices = notices;
    }

    /**
     * Reads all cases.
     *
     * @param cases is given each case in order
     * @param progress is given the number of bytes of each line
     * @throws CaseException if the file cannot be read or a line is not a case
     */
    public void read(Cases cases, LongConsumer progress) throws CaseException {
        CaseLines.read(file, (line, number) -> read(line, number, cases), progress);
    }

    private void read(CaseLine line, int number, Cases cases) throws CaseException {
        for (Iterator<String> keys = line.unknownKeys(); keys.hasNext(); ) {
            notice("the key `" + keys.next() + "` is not known and not looked at", number);
        }
        if (line.isRuleSentence()) {
            notice("a sentence of a rule file is not an action and not judged", number);
        } else {
            cases.accept(parser.parse(line));
        }
    }

    private void notice(String text, int number) {
        if (noticed.add(text)) {
            notices.accept(file + ":" + number + ": " + text);
        }
    }
}
