// asked: Gate.Pass

// Package gate decides who may pass, and keeps a record of whom it let through.
package gate

import (
	"context"
	"crypto/subtle"
	"errors"
	"fmt"
	"log"
	"net/http"
	"os"
	"strings"
	"sync"
	"time"
)

// ErrShut is returned while the gate lets nobody through.
var ErrShut = errors.New("gate: shut")

const (
	stateOpen state = iota
	stateShut
)

type state int

func (s state) String() string {
	switch s {
	case stateOpen:
		return "open"
	case stateShut:
		return "shut"
	default:
		return fmt.Sprintf("state(%d)", int(s))
	}
}

// Keeper remembers who came by.
type Keeper interface {
	Note(ctx context.Context, who string, when time.Time) error
}

type guard[K comparable] struct {
	mu   sync.RWMutex
	seen map[K]time.Time
}

func (g *guard[K]) remember(key K, when time.Time) (first bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.seen == nil {
		g.seen = make(map[K]time.Time)
	}
	_, known := g.seen[key]
	g.seen[key] = when
	return !known
}

// Gate is safe for use by several goroutines.
type Gate struct {
	guard[string]
	keeper Keeper
	key    []byte
	state  state
	done   chan struct{}
	hooks  map[string]func(string) error
}

// Option changes a gate before it opens.
type Option func(*Gate)

// WithKeeper says who keeps the record.
func WithKeeper(keeper Keeper) Option {
	return func(g *Gate) { g.keeper = keeper }
}

// New opens a gate whose key stands in the environment.
func New(options ...Option) (*Gate, error) {
	key, ok := os.LookupEnv("GATE_KEY")
	if !ok || len(key) < 16 {
		return nil, fmt.Errorf("gate: key of %d bytes", len(key))
	}
	g := &Gate{key: []byte(key), done: make(chan struct{}), hooks: map[string]func(string) error{"blank": refuseBlank}}
	for _, option := range options {
		option(g)
	}
	go g.sweep(time.Minute)
	return g, nil
}

func refuseBlank(who string) error {
	if strings.TrimSpace(who) == "" {
		return ErrShut
	}
	return nil
}

// Verify compares in constant time.
func (g *Gate) Verify(token string) bool {
	return subtle.ConstantTimeCompare([]byte(token), g.key) == 1
}

// Pass lets one through, or says why not.
func (g *Gate) Pass(ctx context.Context, who, token string) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("gate: %v", r)
		}
	}()
	for name, hook := range g.hooks {
		if err := hook(who); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	switch {
	case g.state == stateShut:
		return ErrShut
	case !g.Verify(token):
		return errors.New("gate: wrong token")
	}
	if first := g.remember(who, time.Now()); first && g.keeper != nil {
		return g.keeper.Note(ctx, who, time.Now())
	}
	return nil
}

func (g *Gate) sweep(every time.Duration) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
sweeping:
	for {
		select {
		case now := <-ticker.C:
			g.mu.Lock()
			for who, when := range g.seen {
				if now.Sub(when) < every {
					continue
				}
				delete(g.seen, who)
			}
			g.mu.Unlock()
		case <-g.done:
			break sweeping
		}
	}
	log.Println("gate: swept")
}

// Handler refuses whoever has no token.
func (g *Gate) Handler(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		token, found := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
		if err := g.Pass(r.Context(), r.RemoteAddr, token); !found || err != nil {
			http.Error(w, http.StatusText(http.StatusForbidden), http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func keysOf[K comparable, V any](rows map[K]V) []K {
	keys := make([]K, 0, len(rows))
	for key := range rows {
		keys = append(keys, key)
	}
	return keys
}
