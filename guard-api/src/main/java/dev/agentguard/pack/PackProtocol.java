package dev.agentguard.pack;

/** How the operations of a pack are called. */
enum PackProtocol {
    /** Root fields of GraphQL documents, found by host. */
    GRAPHQL,
    /** HTTP requests, found by host or, on any host, by the shape of the path. */
    HTTP,
    /** Operations of AWS services, found by the service. */
    AWS,
    /** Command lines, found by the program. */
    COMMAND
}
