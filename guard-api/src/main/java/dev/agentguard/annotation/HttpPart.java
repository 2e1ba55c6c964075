package dev.agentguard.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a parameter that holds a part of an HTTP request which the tool will send. The marked parameters of one tool
 * together make one request; without a {@link Part#METHOD} it is a {@code GET} when there is no {@link Part#BODY} and a
 * {@code POST} otherwise, as with most command line clients.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
public @interface HttpPart {

    /**
     * The part that the parameter holds.
     *
     * @return the part
     */
    Part value();

    /** The parts of a request that a parameter can hold. */
    enum Part {
        /** The request method. */
        METHOD,
        /** The absolute URL. */
        URL,
        /** The header fields: a map, or lines of the form {@code Name: value}. */
        HEADERS,
        /** The body, as text. */
        BODY
    }
}
