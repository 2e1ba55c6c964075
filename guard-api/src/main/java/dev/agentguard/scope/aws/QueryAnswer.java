package dev.agentguard.scope.aws;

import dev.agentguard.resilience.CallFailedException;
import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads one element of an answer in the XML of AWS's query protocol, which is read to its end. */
final class QueryAnswer {

    private static final int DEEPEST = 20;
    private static final int LONGEST = 200;

    private QueryAnswer() {}

    /**
     * Returns the text of {@code <{action}Response><{action}Result><{element}>}.
     *
     * @throws CallFailedException if there is none, or the answer is cut off
     */
    static String text(byte[] body, String action, String element) throws CallFailedException {
        String wanted = action + "Response/" + action + "Result/" + element;
        String found = null;
        Deque<String> path = new ArrayDeque<>();
        try {
            XMLStreamReader reader = factory().createXMLStreamReader(new ByteArrayInputStream(body));
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    path.addLast(reader.getLocalName());
                    if (path.size() > DEEPEST) {
                        throw unexpected(element);
                    }
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    path.removeLast();
                } else if (event == XMLStreamConstants.DTD) {
                    throw unexpected(element);
                } else if (event == XMLStreamConstants.CHARACTERS && wanted.equals(String.join("/", path))) {
                    found = (found == null ? "" : found) + reader.getText();
                    if (found.length() > LONGEST) {
                        throw unexpected(element);
                    }
                }
            }
        } catch (XMLStreamException | RuntimeException e) {
            throw new CallFailedException("aws answered with XML that is cut off or malformed", false);
        }
        return checked(found, element);
    }

    private static String checked(@Nullable String found, String element) throws CallFailedException {
        if (found == null || found.isBlank()) {
            throw unexpected(element);
        }
        return found.strip();
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    private static CallFailedException unexpected(String element) {
        return new CallFailedException(
                "aws answered something else than was asked: `" + element + "` is missing or of another type", false);
    }
}
