//go:build ignore

// What the Go drivers share. The job and the report are described in drivers/python/driver.py.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
	"time"
)

const limit = 3 * time.Second

type step struct {
	Method string
	Code   *int
	Reason *string
}

type kase struct {
	Id    string
	Calls []step
}

type job struct {
	Url      string
	Together int
	Cases    []kase
}

type object map[string]interface{}

// talk is what a driver provides: it plays a case on an open connection and tells what its own reader learnt.
type talker interface {
	call(one step) error
	closed() object
}

var (
	printing sync.Mutex
	input    = bufio.NewReaderSize(os.Stdin, 1<<20)
)

func readJob() job {
	line, err := input.ReadBytes('\n')
	if err != nil {
		panic(err)
	}
	var read job
	if err := json.Unmarshal(line, &read); err != nil {
		panic(err)
	}
	return read
}

func say(message object) {
	printing.Lock()
	defer printing.Unlock()
	text, _ := json.Marshal(message)
	fmt.Println(string(text))
}

func describe(err error) string {
	return fmt.Sprintf("%T: %s", err, err)
}

// play makes the case's calls while a reader runs, waits until the reader ends, and reports.
func play(one kase, with talker) {
	over := make(chan object, 1)
	go func() { over <- with.closed() }()
	calls := []object{}
	for _, each := range one.Calls {
		done := make(chan error, 1)
		go func(each step) { done <- with.call(each) }(each)
		select {
		case err := <-done:
			if err != nil {
				calls = append(calls, object{"error": describe(err), "at": "call"})
			} else {
				calls = append(calls, object{})
			}
		case <-time.After(limit):
			calls = append(calls, object{"hung": true})
		}
	}
	var own object
	select {
	case own = <-over:
	case <-time.After(limit):
	}
	say(object{"id": one.Id, "calls": calls, "own": own})
}

func clients(connect func(url string) (talker, error)) {
	all := readJob()
	gate := make(chan bool, all.Together)
	var running sync.WaitGroup
	for _, one := range all.Cases {
		running.Add(1)
		go func(one kase) {
			defer running.Done()
			gate <- true
			defer func() { <-gate }()
			with, err := connect(all.Url + "/" + one.Id)
			if err != nil {
				say(object{"id": one.Id, "failed": describe(err)})
				return
			}
			play(one, with)
		}(one)
	}
	running.Wait()
}

func serve(accept func(http.ResponseWriter, *http.Request) (talker, error)) {
	all := readJob()
	handler := func(writer http.ResponseWriter, request *http.Request) {
		for _, one := range all.Cases {
			if one.Id != strings.Trim(request.URL.Path, "/") {
				continue
			}
			with, err := accept(writer, request)
			if err != nil {
				say(object{"id": one.Id, "failed": describe(err)})
				return
			}
			play(one, with)
		}
	}
	listening, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	say(object{"listening": listening.Addr().(*net.TCPAddr).Port})
	go func() {
		io.Copy(io.Discard, input)
		os.Exit(0)
	}()
	http.Serve(listening, http.HandlerFunc(handler))
}
