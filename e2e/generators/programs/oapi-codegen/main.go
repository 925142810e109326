// Searches twice: with an expression that finds jobs, and with one that the API refuses.
package main

import (
	"context"
	"fmt"
	"os"
)

func main() {
	client, err := NewClientWithResponses(os.Args[1])
	if err != nil {
		panic(err)
	}
	for _, expression := range []string{"status = 'started'", "name = 'x'"} {
		parameters := SearchOtaJobsParams{Action: "search", OrgId: "o1"}
		body := SearchRequest{Expression: &expression, Pagination: &PaginationRequest{PageNo: 1, PageSize: 5}}
		response, err := client.SearchOtaJobsWithResponse(context.Background(), &parameters, body)
		if err != nil {
			panic(err)
		}
		page, err := response.JSON200.AsSearchSuccess()
		if err != nil {
			panic(err)
		}
		if page.Code.Valid() {
			fmt.Printf("found %d of %d\n", len(page.Data), page.Pagination.TotalSize)
			continue
		}
		failure, err := response.JSON200.AsServiceFailure()
		if err != nil {
			panic(err)
		}
		fmt.Printf("refused %d: %s\n", failure.Code, failure.Msg)
	}
}
