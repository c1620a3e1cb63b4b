/** The GraphQL endpoint: requests in over HTTP, SSE and WebSocket, answers and errors out. */
@NullMarked
package io.kaipan.graphql.edge;

import org.jspecify.annotations.NullMarked;
