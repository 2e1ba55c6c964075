package dev.agentguard.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** One thing that the page asks for. */
@FunctionalInterface
interface View {

    /**
     * Answers.
     *
     * @param asked what the page sent
     * @param visitor who asks
     * @return what is sent back, as JSON
     * @throws RefusedException if it is not answered
     * @throws IOException if the store or the record cannot be read
     */
    Object answer(JsonNode asked, Visitor visitor) throws RefusedException, IOException;
}
