package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

// storage holds every hash of a tree in x/mod's own order.
type storage []tlog.Hash

func (s *storage) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	read := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		if index < 0 || index >= int64(len(*s)) {
			return nil, fmt.Errorf("hash %d is not stored", index)
		}
		read[i] = (*s)[index]
	}
	return read, nil
}

func (j *judge) judgeLog(folder, notes string) error {
	signed, err := os.ReadFile(filepath.Join(folder, "checkpoint"))
	if err != nil {
		return err
	}
	head, err := j.open(signed)
	if err != nil {
		return err
	}
	if err := j.rebuild(folder, head.N); err != nil {
		return err
	}
	root, err := tlog.TreeHash(head.N, &j.hashes)
	if err != nil {
		return err
	}
	if root != head.Hash {
		return errors.New("the entries do not have the root that is signed")
	}
	if err := j.compareTiles(folder, head.N); err != nil {
		return err
	}
	return j.consistent(notes, head)
}

// rebuild hashes the entries of all bundles into a tree.
func (j *judge) rebuild(folder string, size int64) error {
	for n := int64(0); n<<height < size; n++ {
		tile := tlog.Tile{H: height, L: -1, N: n, W: width(size - n<<height)}
		bundle, err := os.ReadFile(filepath.Join(folder, "tile", "entries", strings.TrimPrefix(tile.Path(), "tile/8/data/")))
		if err != nil {
			return err
		}
		for k := 0; k < tile.W; k++ {
			if len(bundle) < 2 || len(bundle) < 2+int(binary.BigEndian.Uint16(bundle)) {
				return fmt.Errorf("bundle %d is cut short", n)
			}
			end := 2 + int(binary.BigEndian.Uint16(bundle))
			leaf := tlog.RecordHash(bundle[2:end])
			bundle = bundle[end:]
			stored, err := tlog.StoredHashesForRecordHash(int64(len(j.entries)), leaf, &j.hashes)
			if err != nil {
				return err
			}
			j.hashes = append(j.hashes, stored...)
			j.entries = append(j.entries, leaf)
		}
		if len(bundle) > 0 {
			return fmt.Errorf("bundle %d goes on after its entries", n)
		}
	}
	return nil
}

func (j *judge) compareTiles(folder string, size int64) error {
	for level := 0; size>>(height*uint(level)) > 0; level++ {
		nodes := size >> (height * uint(level))
		for n := int64(0); n<<height < nodes; n++ {
			tile := tlog.Tile{H: height, L: level, N: n, W: width(nodes - n<<height)}
			rebuilt, err := tlog.ReadTileData(tile, &j.hashes)
			if err != nil {
				return err
			}
			published, err := os.ReadFile(filepath.Join(folder, "tile", strings.TrimPrefix(tile.Path(), "tile/8/")))
			if err != nil {
				return err
			}
			if !bytes.Equal(rebuilt, published) {
				return fmt.Errorf("%s is not as rebuilt", tile.Path())
			}
			j.tiles++
		}
	}
	return nil
}

// consistent proves every earlier checkpoint to the present one, with proofs x/mod makes and checks itself.
func (j *judge) consistent(folder string, head tlog.Tree) error {
	if folder == "" {
		return nil
	}
	files, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil {
		return err
	}
	for _, file := range files {
		signed, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		old, err := j.open(signed)
		if err != nil {
			return fmt.Errorf("%s: %w", filepath.Base(file), err)
		}
		if old.N > head.N {
			return fmt.Errorf("%s: the log had %d entries and shows %d", filepath.Base(file), old.N, head.N)
		}
		proof, err := tlog.ProveTree(head.N, old.N, &j.hashes)
		if err != nil {
			return err
		}
		if err := tlog.CheckTree(proof, head.N, head.Hash, old.N, old.Hash); err != nil {
			return fmt.Errorf("%s: %w", filepath.Base(file), err)
		}
		j.checkpoints++
	}
	return nil
}

func width(left int64) int {
	if left > 1<<height {
		return 1 << height
	}
	return int(left)
}
