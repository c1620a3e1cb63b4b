// Queries and changes go by POST, live updates over a WebSocket; both with the session of whoever is signed in.
const socket = new URL('/graphql', location.href);
socket.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';

const fetcher = GraphiQL.createFetcher({
  url: '/graphql',
  wsClient: graphqlWs.createClient({ url: socket.href }),
});

ReactDOM.createRoot(document.getElementById('graphiql')).render(
  React.createElement(GraphiQL, {
    fetcher,
    defaultEditorToolsVisibility: true,
    defaultQuery: `# Leads of your projects, latest first
query Leads {
  me { userName roles }
  leads(first: 20, filter: { state: { eq: ACTIVE } }) {
    nodes { id topic state customer { name phone } owner { displayName } registeredAt }
    pageInfo { hasNextPage endCursor }
    totalCount { value orMore }
  }
}
`,
  }),
);
