package dev.agentguard.examples.pocketos.railway;

/** The service says no; the message is what the caller reads. */
final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Refused(String message) {
        super(message, null, false, false);
    }

    static Refused notAuthorized() {
        return new Refused("Not Authorized");
    }

    static Refused notFound(String what) {
        return new Refused(what + " not found");
    }
}
