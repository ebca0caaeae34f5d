// A web application that shows the guests of a host. It starts whether the host is there or not, and says in /health whether it is:
//
//   dotnet run --project samples/WebApp
//   curl http://localhost:5000/domains
//   curl http://localhost:5000/health
//
// VIRTWIRE_URI names another host: VIRTWIRE_URI=qemu+tls://node1.example/system
using Virtwire.Samples.WebApp;

await DomainsApp.Build(args).RunAsync();
